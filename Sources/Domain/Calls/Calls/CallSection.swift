import Declaration
import Storage

/// `calls` in a campaign file.
enum CallSection {
    static let section = Section(
        "calls", order: 72, noun: Call.noun, shape: CallShape.call,
        apply: { tx, record, context in try tx.putCall(record, by: context.actor) },
        current: { tx, key in try tx.call(key: key)?.record.value },
        hasRecords: { tx, key in try tx.call(key: key).map { try tx.isCallUsed($0.id) } ?? false },
        withdraw: { tx, key, context in try tx.removeCall(key: key, by: context.actor) })
}
