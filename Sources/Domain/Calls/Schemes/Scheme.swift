import Kernel
import Language

/// The rules of one recognition (domain.md §3.1): who may apply, who recommends, how it is reviewed, noticed, titled and assessed.
///
/// A scheme is data. A changed one is a new version; a call keeps the version under which it opened.
struct Scheme: Sendable, Hashable {
    enum Level: String, Sendable, Hashable, CaseIterable { case national, provincial, municipal, district }

    /// One step of the chain, in the words of the measure.
    struct Step: Sendable, Hashable {
        var key: String
        var name: Wording
    }

    /// A published rule in words.
    struct Rule: Sendable, Hashable {
        var key: String
        var text: Wording
        var sources: [String] = []
    }

    /// A ground on which a title may be taken back, with the clause that says so.
    struct Ground: Sendable, Hashable {
        var key: String
        var text: Wording
        /// The clause of the measure; empty where the source gives none.
        var clause: String = ""
        /// What takes a title on this ground by itself.
        var covers: Set<GroundCase> = []
    }

    /// The name of the measure.
    var name: Wording
    /// What one holds: "Xi'an demonstration base".
    var title: Wording
    var level: Level
    var categories: [SchemeCategory] = []
    /// What every application says, whatever its category.
    var fields: [SchemeField] = []
    var recommendation = RecommendationRule()
    var steps: [Step] = []
    var review = ReviewRule()
    var notice = NoticeRule()
    var validity = Validity.open
    /// Whether an application is submitted with a scan of its printed form, signed and sealed.
    var isSealed = false
    var assessment: AssessmentRule?
    /// Nil: a title is applied for anew with the whole form.
    var renewal: RenewalRule?
    var rules: [Rule] = []
    var grounds: [Ground] = []
    /// Copies on paper beside the online form; 0: wholly online; nil: the measure does not say.
    var paperCopies: Int?
    /// Natural days from the submission within which it is decided; nil: no limit is set.
    var decisionDays: Int?
    /// Every so many years the whole list is published anew; nil: it is not.
    var listYears: Int?

    init(name: Wording, title: Wording, level: Level) { (self.name, self.title, self.level) = (name, title, level) }

    func category(_ key: String) -> SchemeCategory? { categories.first { $0.key == key } }
    func ground(_ key: String) -> Ground? { grounds.first { $0.key == key } }

    /// What an application in this category says: the common fields, then its own.
    func fields(of category: String) -> [SchemeField] { fields + (self.category(category)?.fields ?? []) }
}

/// A kind of applicant with its own questions and thresholds.
struct SchemeCategory: Sendable, Hashable {
    var key: String
    var name: Wording
    var fields: [SchemeField] = []
    /// The largest grant, in yuan; nil where the title brings no money.
    var grantMost: Int?
    init(key: String, name: Wording, fields: [SchemeField] = []) { (self.key, self.name, self.fields) = (key, name, fields) }
}

extension Scheme.Level {
    var title: Phrase {
        switch self {
        case .national: Phrase("国家级", "National")
        case .provincial: Phrase("省级", "Provincial")
        case .municipal: Phrase("市级", "Municipal")
        case .district: Phrase("区县级", "District")
        }
    }
}
