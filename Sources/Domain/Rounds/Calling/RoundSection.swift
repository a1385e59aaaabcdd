import Declaration
import Kernel
import Storage

/// `rounds` in a campaign file.
enum RoundSection {
    static let section = Section(
        "rounds", order: 94, noun: Phrase("轮次", "round"), shape: RoundShape.round, isEdition: true,
        apply: { tx, record, context in try tx.putRound(record, by: context.actor) }, current: { tx, key in try tx.newestBody(ofRound: key) },
        hasRecords: { tx, key in try tx.isRoundUsed(key) }, withdraw: { tx, key, context in try tx.removeRound(key: key, by: context.actor) })
}
