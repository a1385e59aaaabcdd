import Access
import Foundation
import Formats
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The printed certificate: what it says, for whom it is not printed.
@Suite(.serialized) struct CertificateTests {
    private static func record(_ id: ID<Title>, _ tx: Transaction) throws -> TitleRecord {
        let title = try #require(try tx.title(id))
        return try #require(try tx.titleRecord(title))
    }

    private func text(_ world: CallWorld, _ title: ID<Title>) async throws -> String {
        let record = try await world.database.read { tx in try Self.record(title, tx) }
        let certificate = Certificate(record: record, address: "https://example.org/verify/code", now: instant("2023-01-01T00:00:00Z"))
        let path = TestFolder.path("certificate-\(UUID().uuidString).pdf")
        try Data(try certificate.bytes()).write(to: URL(fileURLWithPath: path))
        let process = ChildProcess()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = [path, "-"]
        let pipe = Pipe()
        process.standardOutput = .pipe(pipe)
        try process.start()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).filter { $0 != " " }
    }

    @Test(arguments: TestEngine.allCases) func saysWhoHoldsWhatFromWhom(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        let printed = try await text(world, title)
        for part in ["2022-001", "一号馆", "MuseumOne", "市科普示范基地", "Demonstrationbase", "市科技局", "2022年12月31日", "有效期至2029年12月30日", "https://example.org/verify/code"] {
            #expect(printed.contains(part), "\(part) is not in \(printed)")
        }
        let browser = Browser(world.site)
        let page = try await browser.go("/verify/code")
        #expect(page.html.contains("/verify/code/certificate.pdf") && page.html.contains("/verify/code/credential.jwt"))
        let file = try await browser.go("/verify/code/certificate.pdf")
        #expect(file.status == 200 && file.headers["content-type"] == "application/pdf" && file.html.hasPrefix("%PDF-"))
        await world.database.close()
    }

    @Test func aTitleThatHasEndedHasNone() async throws {
        let (world, title) = try await AssessmentTests.titled(.sqlite, "{years: 1}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        try await world.database.write { tx in try tx.revoke(title, ground: "false-report", says: "报表不实", by: office) }
        let browser = Browser(world.site)
        let refused = try await browser.go("/verify/code/certificate.pdf")
        #expect(refused.status == 409 && refused.text.contains("not in force today (Revoked)"), "\(refused.text)")
        let page = try await browser.go("/verify/code")
        #expect(!page.html.contains("certificate.pdf") && page.text.contains("第十二条") && page.text.contains("The whole history") && page.text.contains("revoked"))
        await world.database.close()
    }

    @Test func aNameForWhichNoFontHasTheCharactersIsNotPrinted() async throws {
        let (world, title) = try await AssessmentTests.titled(.sqlite, "{years: 1}")
        var record = try await world.database.read { tx in try Self.record(title, tx) }
        record = TitleRecord(title: record.title, scheme: record.scheme, authority: record.authority, holder: Wording("\u{10FFFD}馆"))
        let certificate = Certificate(record: record, address: "https://example.org/", now: instant("2023-01-01T00:00:00Z"))
        do {
            _ = try certificate.bytes()
            Issue.record("it was printed")
        } catch { #expect(error.phrase.en.contains("U+10FFFD")) }
        await world.database.close()
    }
}
