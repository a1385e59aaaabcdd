import App
import Declaration
import Figures
import Foundation
import Kernel
import Logging
import Replay
import Storage
import Story
import TestKit
import Testing
import Web

/// The joint action of 2024 rebuilt from records: 4,773 units, 5,765 activities and 17,017 sessions whose totals are the published ones; its statement
/// prints them (domain M18, M19, §4.2).
///
/// All units, activities and sessions are there; one session in eight has numbers, which together are all of them. `KEPU_WHOLE=1` gives every session
/// its own, which takes some minutes.
@Suite struct JointActionTests {
    @Test(arguments: TestEngine.allCases) func itsStatementPrintsThePublishedNumbers(_ engine: TestEngine) async throws {
        let place = try await engine.kepuPlace()
        var logger = Logger(label: "joint-action")
        logger.logLevel = .error
        let kepu = try await Kepu.open(on: try await place.open(), clock: Clock { instant("2025-01-10T00:00:00Z") }, files: place.files, logger: logger)
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "campaigns/joint-action-2024.yaml")
        _ = try await kepu.declarations.apply([(name: "joint-action-2024.yaml", bytes: Array(try Data(contentsOf: file)))], to: kepu.database)
        let isWhole = ProcessInfo.processInfo.environment["KEPU_WHOLE"] == "1"
        try await JointAction(statedEvery: isWhole ? 1 : 8).enter(into: kepu.database)

        let visitor = Browser(try await kepu.site(publicFolder: "Public"))
        let page = try await visitor.go("/figures/joint-action-2024/statement"), published = JointAction.published
        let lines: [(String, Int64)] = [
            ("themes", published.themes), ("exchanges", published.exchanges), ("contests", published.contests), ("courses", published.courses),
            ("museum-times", published.museumTimes), ("museums", Int64(JointAction.museums)), ("schools", published.schools), ("enterprises", published.enterprises),
            ("sessions", published.sessions), ("visits", JointAction.visits), ("viewers", JointAction.viewers),
        ]
        for (line, value) in lines { #expect(page.figures[line] == String(value), "\(line)") }
        // What was published beside it is the same, and what was published as one number is two things here: 72,189,800 is announced and never computed.
        for (line, value) in [("themes", published.themes), ("exchanges", published.exchanges), ("courses", published.courses), ("museum-times", published.museumTimes), ("schools", published.schools), ("enterprises", published.enterprises), ("sessions", published.sessions), ("together", published.together)] {
            #expect(page.html.contains("value=\"\(value)\" data-announced=\"\(line)\""), "\(line): \(value)")
        }
        #expect(page.figures["together"] == nil && JointAction.visits + JointAction.viewers == published.together)

        // Of two issues more was published.
        let (march, november) = (try #require(Self.issue("cherish-resources", page)), try #require(Self.issue("healthy-china", page)))
        #expect(march["provinces"] == 26 && (march["museums"] ?? 0) >= 100 && (march["schools"] ?? 0) >= 200 && (march["sessions"] ?? 0) >= 900)
        #expect(november["provinces"] == 19 && november["museums"] == 117 && november["schools"] == 45)

        // Each number opens to exactly as many records.
        #expect(try await visitor.go("/figures/joint-action-2024/statement/schools").text.contains("3,625"))
        #expect(try await visitor.go("/figures/joint-action-2024/statement/enterprises").text.contains("600"))
        #expect(try await visitor.go("/figures/joint-action-2024/statement/museum-times").text.contains("548"))
        #expect(try await visitor.go("/figures/joint-action-2024/sessions").figures["sessions"] == "17017")
        #expect(try await visitor.go("/figures/joint-action-2024/viewers").figures["viewer-times"] == String(JointAction.viewers))
        for kind in [("forum", 6), ("contest", 1), ("training", 24)] {
            #expect(try await visitor.go("/figures/joint-action-2024/activities?kind=\(kind.0)").figures["activities"] == String(kind.1), "\(kind.0)")
        }
        await kepu.database.close()
    }

    /// The row of a theme in the table of issues, by column.
    private static func issue(_ theme: String, _ page: PageSeen) -> [String: Int64]? {
        guard let row = page.html.components(separatedBy: "<tr>").first(where: { $0.contains("theme=\(theme)\"") }) else { return nil }
        var out: [String: Int64] = [:]
        for found in row.matches(of: /value="([0-9]+)" data-line="([a-z]+)"/) { out[String(found.2)] = Int64(found.1) }
        return out
    }
}
