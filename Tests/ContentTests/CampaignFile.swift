import App
import Declaration
import Foundation
import Kernel
import Logging
import Regions
import Rooms
import TestKit
import Testing

/// One of the five real files, with what its list of facts must count.
struct CampaignFile: Sendable, CustomTestStringConvertible {
    let name: String
    let mechanisms: ClosedRange<Int>
    let typed: Int
    let waiting: [String: Int]

    /// A fact that is added, dropped, or finds its room is changed here too: nothing comes or goes unseen.
    static let all = [
        CampaignFile(name: "xian-demonstration-bases-2022", mechanisms: 1...6, typed: 31, waiting: ["Figures": 1]),
        CampaignFile(name: "national-science-day-2023", mechanisms: 7...17, typed: 35, waiting: ["Contests": 2, "Figures": 1, "Training": 1]),
        CampaignFile(name: "joint-action-2024", mechanisms: 18...23, typed: 29, waiting: ["Contests": 1, "Training": 2]),
        CampaignFile(name: "mobile-facilities-2023", mechanisms: 24...31, typed: 25, waiting: ["Tours": 7]),
        CampaignFile(name: "beijing-plan-2023", mechanisms: 32...35, typed: 13, waiting: ["Contests": 3]),
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let declarations = Declarations(
        sections: House.kepu.sections, checks: DeclarationChecks(isRegion: { RegionTable.china2023[$0] != nil }))

    var testDescription: String { name }
    var bytes: [UInt8] { get throws { Array(try Data(contentsOf: Self.root.appending(path: "campaigns/\(name).yaml"))) } }
    var text: String { get throws { String(decoding: try bytes, as: UTF8.self) } }
    /// Read: every record by itself is right, and its facts lead to records.
    var document: DeclarationDocument { get throws { try Self.declarations.read(bytes, name: name + ".yaml") } }
    /// As `Declarations.apply` takes it.
    var given: (name: String, bytes: [UInt8]) { get throws { (name + ".yaml", try bytes) } }

    /// The whole program on a fresh database.
    static func kepu(_ engine: TestEngine) async throws -> Kepu {
        let address = try engine.place().address
        return try await Kepu.open(engine == .sqlite ? "sqlite:" + address : address, logger: Logger(label: "test"))
    }
}

extension DeclarationDocument {
    /// What stands under `section/key` or `section/key#list/key`; nil where nothing does.
    func place(_ reference: String) -> DeclaredValue? {
        let halves = reference.split(separator: "#").map { $0.split(separator: "/").map(String.init) }
        guard let first = halves.first, first.count == 2 else { return nil }
        let typed = records.first { $0.section == first[0] && $0.key == first[1] }?.value
        guard let whole = typed ?? waiting.first(where: { $0.section == first[0] && $0.key == first[1] })?.value else { return nil }
        guard halves.count == 2 else { return whole }
        return whole[halves[1][0]]?.elements.first { $0["key"]?.text == halves[1][1] }
    }

    /// Every record, those of sections that wait included.
    var all: [(path: String, value: DeclaredValue)] {
        records.map { ("\($0.section)/\($0.key)", $0.value) } + waiting.map { ("\($0.section)/\($0.key)", $0.value) }
            + facts.map { ("facts/\($0.id)", $0.value) }
    }
}

extension DeclaredValue {
    /// The value and all that it holds, each with its path.
    func walk(_ path: String, _ visit: (String, DeclaredValue) -> Void) {
        visit(path, self)
        switch self {
        case .list(let elements): for (index, inner) in elements.enumerated() { inner.walk("\(path)[\(index)]", visit) }
        case .record(let fields): for (name, inner) in fields.sorted(by: { $0.key < $1.key }) { inner.walk("\(path).\(name)", visit) }
        default: break
        }
    }
}
