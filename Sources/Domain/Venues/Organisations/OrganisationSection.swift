import Declaration
import Kernel
import Language
import Storage

/// `organisations` in a campaign file. Other files, activities and roles refer to them, so none is taken back by a file.
enum OrganisationSection {
    static let section = Section(
        "organisations", order: 10, noun: Phrase("单位", "organisation"), shape: shape, apply: apply, current: current,
        hasRecords: { _, _ in true }, withdraw: { _, _, _ in })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200), about: Phrase("正式名称", "Official name")),
        .required("kind", .choice(Organisation.Kind.self)),
        .optional("region", .region, about: Phrase("所在地；全国性单位不填", "Seat; absent for a national body")),
        .optional("line", .choice(Organisation.Line.self), about: Phrase("条线", "Reporting line")),
        .optional("parent", .reference(to: "organisations"), about: Phrase("上级单位", "The body above it")), .source, .note)

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        try tx.addOrganisation(
            key: record.key, name: try record.name("name"), kind: try record.choice("kind"), region: try record.textOrNil("region"),
            line: try record.choiceOrNil("line"), parent: try tx.organisationIDOrNil("parent", of: record),
            provenance: try record.provenance(), by: context.actor)
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.organisation(ownKey: key) else { return nil }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "kind": one.kind.rawValue, "region": one.region, "line": one.line?.rawValue,
            "parent": try tx.key(of: one.parentID), "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }
}
