import Kernel
import Language
import Venues

/// By what a round is decided, whole and published before anybody declares: what there is, who may ask, how needs are scored, what no province
/// may exceed. Read from a declared record (`RoundShape`); pure from here on.
struct RoundRule: Sendable, Hashable {
    let lots: [Lot]
    let criteria: [Criterion]
    let questions: [Question]
    let lists: [CountyList]
    let quota: ProvinceQuota
    /// Sets that one unit may receive in all; nil: as many as it asks.
    let mostPerUnit: Int?
    /// How many wait for each lot; nil: everybody who could still be given some.
    let waitingList: Int?
    /// The criteria that decide between equal scores, in order.
    let ties: [String]
    let who: Eligibility
    /// Days after the close in which what was returned may come back.
    let daysForCorrection: Int
    /// Working days after publication in which a unit may appeal.
    let appealWorkdays: Int
    let rules: [Wording]

    /// The weights of all criteria together.
    var weight: Int { criteria.reduce(0) { $0 + $1.weight } }

    /// Whether something of it is in the catalogue, so that it can be lent.
    var isLent: Bool { lots.contains { $0.resource != nil } }

    func lot(_ key: String) -> Lot? { lots.first { $0.key == key } }
    func criterion(_ key: String) -> Criterion? { criteria.first { $0.key == key } }
    func question(_ key: String) -> Question? { questions.first { $0.key == key } }
}

/// One thing of which sets are shared out.
struct Lot: Sendable, Hashable {
    let key: String
    let name: Wording
    /// The key of the catalogue's entry; nil where there is none yet.
    let resource: String?
    let sets: Int
    /// What a set costs, in yuan; nil: not told.
    let price: Int?
    /// At which levels a unit must sit to ask for it; empty: any (domain.md §3.5: type I goes to provinces and prefectures alone).
    let levels: [UnitLevel]
    /// What a site must offer.
    let needs: Wording?
}

/// How high a unit sits in the administrative tree.
enum UnitLevel: String, Sendable, CaseIterable {
    case nation, province, prefecture, county

    var title: Phrase {
        switch self {
        case .nation: Phrase("全国性单位", "national bodies")
        case .province: Phrase("省级", "provincial units")
        case .prefecture: Phrase("地市级", "prefectural units")
        case .county: Phrase("县级", "county units")
        }
    }
}

/// Counties that a policy names: on the border, lifted out of poverty, of a minority.
struct CountyList: Sendable, Hashable {
    let key: String
    let name: Wording
    let counties: Set<String>
}

/// What one province may have of a lot.
struct ProvinceQuota: Sendable, Hashable {
    /// Percent of a lot's sets, rounded down, one at least; nil: no limit.
    let mostPercent: Int?
    let most: Int?
    /// So many are handed out there first, as far as they are asked for.
    let least: Int
    /// Provinces for which something else holds, by their codes.
    let others: [String: Other]

    struct Other: Sendable, Hashable {
        let most: Int?
        let least: Int?
    }

    func most(of lot: Lot, in province: String) -> Int {
        let percent = mostPercent.map { max(1, lot.sets * $0 / 100) } ?? lot.sets
        return min(lot.sets, others[province]?.most ?? min(percent, most ?? lot.sets))
    }

    func least(of lot: Lot, in province: String) -> Int { min(others[province]?.least ?? least, most(of: lot, in: province)) }

    /// Whether any province has sets of its own.
    var hasLeast: Bool { least > 0 || others.values.contains { ($0.least ?? 0) > 0 } }
    var hasMost: Bool { mostPercent != nil || most != nil || others.values.contains { $0.most != nil } }
}

/// Who may declare; nothing said: everybody.
struct Eligibility: Sendable, Hashable {
    let kinds: [Organisation.Kind]
    let regions: [String]
    let levels: [UnitLevel]
    /// Units chosen by name; where there are any, only these.
    let units: [String]
}

/// Something that a unit is asked.
struct Question: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable { case number, yes, text, paragraphs }

    let key: String
    let name: Wording
    let kind: Kind
    let unit: Wording?
    let hint: Wording?
    let isRequired: Bool

    /// What an answer in numbers may be.
    static let numbers = 0...1_000_000_000
    static let longestText = 300
    static let longestParagraphs = 5000

    /// Whether this is an answer to it: what is kept as it is typed may be anything.
    func takes(_ answer: String) -> Bool {
        switch kind {
        case .number: Int(answer).map { Self.numbers.contains($0) } ?? false
        case .yes: answer == "1" || answer == "0"
        case .text: answer.count <= Self.longestText
        case .paragraphs: answer.count <= Self.longestParagraphs
        }
    }
}
