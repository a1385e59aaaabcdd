package import Kernel

/// One field of a declared record.
package struct Field: Sendable {
    /// What happens to the field when a campaign is cloned to the next year.
    package enum Cloning: Sendable {
        /// By its kind: days and times move by 52 weeks, months and years by one year, keys and references are renamed; the rest stays.
        case byKind
        /// Left out: what belonged to the past edition.
        case dropped
        /// A number that goes up by one: edition, year.
        case incremented
        /// A text in which the year is replaced: a name.
        case renamed
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    /// Taken where the file is silent; left out again on export.
    package let standard: DeclaredValue?
    /// One sentence for the schema.
    package let about: Phrase?
    package let cloning: Cloning

    private init(_ name: String, _ kind: Kind, _ isRequired: Bool, _ standard: DeclaredValue?, _ about: Phrase?, _ cloning: Cloning) {
        (self.name, self.kind, self.isRequired, self.standard) = (name, kind, isRequired, standard)
        (self.about, self.cloning) = (about, cloning)
    }

    package static func required(_ name: String, _ kind: Kind, about: Phrase? = nil, cloning: Cloning = .byKind) -> Field {
        Field(name, kind, true, nil, about, cloning)
    }

    package static func optional(
        _ name: String, _ kind: Kind, default standard: (any DeclaredConvertible)? = nil, about: Phrase? = nil, cloning: Cloning = .byKind
    ) -> Field {
        Field(name, kind, false, standard?.declaredValue, about, cloning)
    }
}

extension Field {
    /// `key`, unique in its section.
    package static let key = required("key", .key, about: Phrase("在本部分中唯一的标识", "Unique in its section"))
    /// `source`, at least one source code; absent where nobody else says it: an organiser's own edition.
    package static let source = optional(
        "source", .list(of: .source, min: 1), about: Phrase("来源编号；主办单位自己声明的没有", "The sources that say it; absent for what an organiser declares"),
        cloning: .dropped)
    /// `note`, shown to readers.
    package static let note = optional(
        "note", .wording(), about: Phrase("来源的读法与存疑之处", "How the source was read, what was left open"), cloning: .dropped)
    /// `repaired`, for figures that a source garbled.
    package static let repaired = optional(
        "repaired", .choice(["confirmed", "inferred"]), about: Phrase("修复过的数字", "A figure that was repaired"), cloning: .dropped)
}
