import Access
package import App
import Activities
import Declaration
import Kernel
import Storage
package import TestKit
import Web

/// The twelve steps of counting.md §3, played through the HTML forms, with their exact numbers.
package final class GoldenThread {
    static let password = "a story's password"
    let kepu: Kepu
    let site: Site
    let time: TestClock
    let report: StoryReport

    var activityA = ""
    var activityB = ""
    var sessionOne = ""
    var sessionTwo = ""
    var sessionB = ""
    /// Codes of bookings that hold places of session 1.
    var booked: [String] = []
    var claimOne = ""

    /// - Parameter kepu: an empty database opened with `time`'s clock.
    package init(_ kepu: Kepu, time: TestClock, publicFolder: String = "Public", report: StoryReport) async throws {
        self.kepu = kepu
        self.time = time
        self.report = report
        site = try await kepu.site(publicFolder: publicFolder)
    }

    /// All twelve; throws at the first number that does not come out.
    package func play() async throws {
        try await addPeople()
        try await stepOne()
        try await stepTwo()
        try await stepThree()
        try await stepFour()
        try await stepFive()
        try await stepSix()
        try await stepSeven()
        try await stepEight()
        try await stepNine()
        try await stepTen()
        try await stepEleven()
        try await stepTwelve()
    }

    func expect(_ what: String, _ found: (some Equatable & Sendable)?, is wanted: some Equatable & Sendable) throws {
        guard let found, "\(found)" == "\(wanted)" else { throw StoryProblem("\(what): wanted \(wanted), found \(found.map { "\($0)" } ?? "nothing")") }
        report.line("    \(what): \(wanted)")
    }

    func step(_ number: Int, _ title: String) { report.line("\(number). \(title)") }

    func browser(_ login: String) async throws -> Browser {
        let browser = Browser(site)
        try await browser.signIn(login + "@story.kepu", Self.password)
        guard browser.page.status == 200, browser.page.path == "/desk" else { throw StoryProblem("\(login) cannot sign in: \(browser.page.text.prefix(300))") }
        return browser
    }

    /// The published figures of a campaign's page.
    func figures(_ campaign: String) async throws -> [String: String] {
        let visitor = Browser(site)
        let page = try await visitor.go("/figures/\(campaign)")
        guard page.status == 200 else { throw StoryProblem("/figures/\(campaign) answers \(page.status): \(page.text.prefix(300))") }
        return page.figures
    }

    func expectFigures(_ name: String, _ campaign: String, _ wanted: KeyValuePairs<String, String>) async throws {
        let found = try await figures(campaign)
        for (key, value) in wanted { try expect("\(name) · \(key)", found[key], is: value) }
    }

    func require(_ page: PageSeen, _ status: Int = 200) throws {
        guard page.status == status else { throw StoryProblem("\(page.path) answers \(page.status) instead of \(status): \(page.text.prefix(900))") }
    }
}
