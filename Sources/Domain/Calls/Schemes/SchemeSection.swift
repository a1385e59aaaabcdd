import Declaration
import Kernel
import Storage

/// `schemes` in a campaign file: the rules of a recognition. A file and the desk make versions alike; the one in force is compared.
enum SchemeSection {
    static let section = Section(
        "schemes", order: 70, noun: SchemeRecord.noun, shape: SchemeShape.scheme,
        apply: { tx, record, context in try tx.putScheme(record, by: context.actor) },
        current: { tx, key in try tx.scheme(key: key)?.body },
        hasRecords: { tx, key in try tx.isSchemeUsed(key) },
        withdraw: { tx, key, context in try tx.removeScheme(key: key, by: context.actor) })
}
