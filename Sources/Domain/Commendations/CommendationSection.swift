import Declaration
import Kernel
import Storage

/// `commendations` in a campaign file.
enum CommendationSection {
    static let section = Section(
        "commendations", order: 95, noun: Phrase("表扬办法", "commendation"), shape: CommendationShape.rule, isEdition: true,
        apply: { tx, record, context in try tx.putCommendation(record, by: context.actor) }, current: { tx, key in try tx.newestBody(ofCommendation: key) },
        hasRecords: { tx, key in try tx.isCommendationUsed(key) }, withdraw: { tx, key, context in try tx.removeCommendation(key: key, by: context.actor) })
}
