import Kernel
import Language
import Packs
import Storage
import Venues

/// What one version of a resource says of itself, in the words of Dublin Core and LRMI.
struct ResourceContent: Sendable, Hashable {
    var name: Wording
    /// Two sentences for the list.
    var summary: Wording
    /// How to use it, line by line; may be empty.
    var text: Wording
    var subjects: [Subject]
    var stages: [Stage]
    /// Years of age, the last included; nil: whoever likes.
    var ages: ClosedRange<Int>?
    /// How long one is busy with it.
    var minutes: Int?
    var languages: [ResourceTongue]
    var licence: Licence
    /// Who made it, as its licence wants them named.
    var credit: String
    /// Where it is found elsewhere.
    var webAddress: String?

    init(
        name: Wording, summary: Wording, text: Wording = Wording(""), subjects: [Subject] = [], stages: [Stage] = [], ages: ClosedRange<Int>? = nil,
        minutes: Int? = nil, languages: [ResourceTongue] = [.zh], licence: Licence = .reserved, credit: String = "", webAddress: String? = nil
    ) {
        (self.name, self.summary, self.text, self.subjects, self.stages) = (name, summary, text, subjects, stages)
        (self.ages, self.minutes, self.languages, self.licence, self.credit) = (ages, minutes, languages, licence, credit)
        self.webAddress = webAddress
    }

    init(_ row: Row) throws {
        name = try row.wording("name")
        summary = try row.wording("summary")
        text = try row.wording("text")
        subjects = KeyList.keys(try row.text("subjects"))
        stages = KeyList.keys(try row.text("stages"))
        let (from, to) = (try row.intOrNil("age_from"), try row.intOrNil("age_to"))
        ages = from.flatMap { from in to.flatMap { to in from <= to ? from...to : nil } }
        minutes = try row.intOrNil("minutes")
        languages = KeyList.keys(try row.text("languages"))
        licence = Licence.known(try row.text("licence")) ?? .reserved
        credit = try row.text("credit")
        webAddress = try row.textOrNil("web_address")
    }
}
