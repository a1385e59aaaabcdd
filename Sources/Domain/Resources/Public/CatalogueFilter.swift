import Activities
import Campaigns
import Kernel
import Language
import Storage
import Venues
import Web

/// What somebody looks for in the catalogue.
struct CatalogueFilter: Sendable {
    static let names: Set<String> = ["q", "nature", "kind", "subject", "stage", "age", "minutes", "language", "copy", "authoritative", "campaign", "owner", "page"]
    static let size = 24
    static let longestWords = 100

    var words = ""
    var nature: ResourceKind.Nature?
    var kind: ResourceKind?
    var subject: Subject?
    var stage: Stage?
    var age: Int?
    /// At most so many minutes.
    var minutes: Int?
    var language: ResourceTongue?
    /// Only what may be copied.
    var mayCopy = false
    var isAuthoritative = false
    /// Keys.
    var campaign: String?
    var owner: ID<Organisation>?

    /// Reads the filters of an address; what is not understood is refused and named.
    init(_ query: Query) throws(Refusal) {
        words = query["q"] ?? ""
        guard words.count <= Self.longestWords else {
            throw Refusal(
                .invalid, "filter-value", "筛选条件 q 太长：最多 \(Self.longestWords) 个字符。", "The filter q is too long: \(Self.longestWords) characters at most.", field: "q")
        }
        nature = try Self.choice(query, "nature")
        kind = try Self.choice(query, "kind")
        subject = try Self.choice(query, "subject")
        stage = try Self.choice(query, "stage")
        language = try Self.choice(query, "language")
        age = try Self.integer(query, "age", 0...120)
        minutes = try Self.integer(query, "minutes", 1...100_000)
        mayCopy = try Self.flag(query, "copy")
        isAuthoritative = try Self.flag(query, "authoritative")
        if let key = Self.text(query, "campaign") {
            guard key.count <= 64 else { throw Self.unknown("campaign", key) }
            campaign = key
        }
        if let text = Self.text(query, "owner") {
            guard let id = ID<Organisation>(text) else { throw Self.unknown("owner", text) }
            owner = id
        }
    }

    var isEmpty: Bool {
        words.isEmpty && nature == nil && kind == nil && subject == nil && stage == nil && age == nil && minutes == nil && language == nil && !mayCopy
            && !isAuthoritative && campaign == nil && owner == nil
    }

    /// On resources `r` with their listed version `v`.
    var condition: SQL {
        var all: [SQL] = ["r.listed_at IS NOT NULL"]
        if !words.isEmpty { all.append("r.id IN (\(sql: ResourceIndex.index.ids(TextQuery(SearchWords.wanted(words)))))") }
        if let nature { all.append("r.kind IN (\(list: nature.kinds.map(\.rawValue)))") }
        if let kind { all.append("r.kind = \(kind)") }
        for word in [subject.map { "subject:\($0.rawValue)" }, stage.map { "stage:\($0.rawValue)" }, language.map { "language:\($0.rawValue)" }].compactMap(\.self) {
            all.append("r.id IN (SELECT w.resource_id FROM resources_word w WHERE w.word = \(word))")
        }
        if let age { all.append("(v.age_from IS NULL OR (v.age_from <= \(age) AND v.age_to >= \(age)))") }
        if let minutes { all.append("v.minutes <= \(minutes)") }
        if mayCopy { all.append("v.may_copy = 1") }
        if isAuthoritative { all.append("r.is_authoritative = 1") }
        if let campaign {
            all.append(
                """
                r.campaign_id IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key = \(campaign))
                """)
        }
        if let owner { all.append("r.owner_id = \(owner)") }
        return all.joined(" AND ")
    }

    private static func text(_ query: Query, _ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

    private static func choice<Choice: RawRepresentable>(_ query: Query, _ name: String) throws(Refusal) -> Choice? where Choice.RawValue == String {
        guard let text = text(query, name) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw unknown(name, text) }
        return choice
    }

    private static func integer(_ query: Query, _ name: String, _ range: ClosedRange<Int>) throws(Refusal) -> Int? {
        guard let text = text(query, name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal(
                .invalid, "filter-value", "筛选条件 \(name) 应是 \(range.lowerBound) 到 \(range.upperBound) 的整数。",
                "The filter \(name) is a whole number from \(range.lowerBound) to \(range.upperBound).", field: name)
        }
        return number
    }

    private static func flag(_ query: Query, _ name: String) throws(Refusal) -> Bool {
        guard let text = text(query, name) else { return false }
        guard text == "1" else { throw unknown(name, text) }
        return true
    }

    private static func unknown(_ name: String, _ value: String) -> Refusal {
        Refusal(
            .invalid, "filter-value", "筛选条件 \(name) 不认识“\(value.prefix(40))”。请从所列选项中选择。",
            "The filter \(name) does not know “\(value.prefix(40))”. Choose one of the values offered.", field: name)
    }
}
