import App
import Kernel
import TestKit

/// Steps 5 to 8: what the host reports, what the county decides, the stream, the sums.
extension GoldenThread {
    private func claims(_ session: String) -> String { "/desk/activities/\(activityA)/sessions/\(session)/claims" }

    /// The claim that waits in the office's queue.
    private func waitingClaim(_ office: Browser) async throws -> String {
        let page = try await office.go("/desk/claims")
        let prefix = "/desk/claims/\(activityA)/"
        guard let form = page.forms.first(where: { $0.action.hasPrefix(prefix) }) else { throw StoryProblem("nothing waits at /desk/claims: \(page.text.prefix(600))") }
        return String(form.action.dropFirst(prefix.count).prefix(13))
    }

    private func decide(_ decision: String, reason: String) async throws -> String {
        let office = try await browser("office-a")
        let claim = try await waitingClaim(office)
        try require(try await office.submit("/desk/claims/\(activityA)/\(claim)", ["decision": decision, "reason": reason]))
        return claim
    }

    func stepFive() async throws {
        step(5, "The host reports 120 for session 1: warned, returned; again with a reason: rejected.")
        let host = try await browser("host-a")
        let address = claims(sessionOne)
        try await host.go(address)
        try require(try await host.submit(address, ["indicator": "visits", "value": "120", "method": "reported"]))
        let office = try await browser("office-a")
        try await office.go("/desk/claims")
        try expect("the office is warned", office.page.text.contains("100") && office.page.text.contains("80"), is: true)
        _ = try await decide("return", reason: "Where does the figure come from?")
        try await host.go(address)
        try require(try await host.submit(address, ["indicator": "visits", "value": "120", "method": "reported", "reason": "Many stood at the back"]))
        _ = try await decide("reject", reason: "The door covered the whole session")
        try await expectFigures("National Day", "national-day", ["visits": "80", "measured": "80", "reported": "0", "booked": "100"])
    }

    func stepSix() async throws {
        step(6, "Session 2 has no door: 64 reported with a signed sheet, accepted.")
        time.set("2024-09-15T16:30:00+08:00")
        let host = try await browser("host-a")
        let address = claims(sessionTwo)
        try await host.go(address)
        try require(
            try await host.submit(
                address, ["indicator": "visits", "value": "64", "method": "reported", "reason": "Head count"],
                files: [("evidence", "signed-sheet.txt", "64 signatures")]))
        claimOne = try await decide("accept", reason: "Signed sheet seen")
        try await expectFigures("National Day", "national-day", ["visits": "144", "measured": "80", "reported": "64"])
    }

    func stepSeven() async throws {
        step(7, "The stream of session 1: 1,900 viewers, 2,600 views, peak 700; never visits.")
        let host = try await browser("host-a")
        for (indicator, value) in [("viewers", "1900"), ("views", "2600"), ("peak", "700")] {
            try await host.go(claims(sessionOne))
            let readings = "/desk/activities/\(activityA)/sessions/\(sessionOne)/readings"
            try require(try await host.submit(readings, ["indicator": indicator, "value": value, "source": "stream player", "covers": "1"]))
        }
        try await expectFigures("National Day", "national-day", ["visits": "144", "viewer-times": "1900"])
    }

    func stepEight() async throws {
        step(8, "144 = 80 measured + 64 reported + 0 estimated; booked 100; in both children, and together still 144.")
        for (name, key) in [("National Day", "national-day"), ("City Series", "city-series"), ("Joint Action", "bases-joint-action")] {
            try await expectFigures(
                name, key,
                ["visits": "144", "measured": "80", "reported": "64", "estimated": "0", "booked": "100", "viewer-times": "1900"])
        }
    }
}
