package import Kernel

/// What search engines read of a resource: a `LearningResource` of schema.org as JSON-LD, with the words of LRMI.
package struct LearningResourceMarkup: Sendable, Equatable {
    package var name: String
    package var page: String
    /// Who offers it.
    package var publisher: String
    /// `learningResourceType`, in the reader's language.
    package var kind: String
    package var about: String?
    package var subjects: [String] = []
    package var levels: [String] = []
    /// Years of age.
    package var ages: ClosedRange<Int>?
    package var minutes: Int?
    /// Tags of languages.
    package var languages: [String] = []
    /// The address of its terms.
    package var licence: String?
    package var credit: String?
    package var version: Int?
    package var modified: Instant?

    package init(name: String, page: String, publisher: String, kind: String) {
        (self.name, self.page, self.publisher, self.kind) = (name, page, publisher, kind)
    }

    /// The text of a `<script type="application/ld+json">`: nothing in it can close the element.
    package var jsonLD: String {
        var all: [Datum.Member] = [
            .init("@context", .text("https://schema.org")), .init("@type", .text("LearningResource")), .init("name", .text(name)),
            .init("url", .text(WebAddress.encoded(page))), .init("learningResourceType", .text(kind)),
            .init("publisher", .object([.init("@type", .text("Organization")), .init("name", .text(publisher))])),
        ]
        func add(_ name: String, _ value: String?) { if let value { all.append(.init(name, .text(value))) } }
        func add(_ name: String, _ values: [String]) { if !values.isEmpty { all.append(.init(name, .list(values.map { .text($0) }))) } }
        add("description", about)
        add("about", subjects)
        add("educationalLevel", levels)
        add("typicalAgeRange", ages.map { $0.upperBound >= 100 ? "\($0.lowerBound)-" : "\($0.lowerBound)-\($0.upperBound)" })
        add("timeRequired", minutes.map { "PT\($0)M" })
        add("inLanguage", languages)
        add("license", licence)
        add("creditText", credit)
        add("version", version.map { String($0) })
        add("dateModified", modified?.iso)
        var json = JSONWriter(isForHTML: true)
        json.value(.object(all))
        return String(decoding: json.drain(), as: UTF8.self)
    }
}
