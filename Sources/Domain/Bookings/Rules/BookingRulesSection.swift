import Declaration
import Kernel
import Storage

/// `booking_rules` in a campaign file.
enum BookingRulesSection {
    static let section = Section(
        "booking_rules", order: 70, noun: Phrase("预约规则", "set of booking rules"), shape: BookingRulesShape.rules, isEdition: true,
        apply: { tx, record, context in try tx.putRules(record, by: context.actor) }, current: { tx, key in try tx.namedRules(key: key)?.body },
        hasRecords: { tx, key in try tx.number("SELECT COUNT(*) FROM bookings_allowance WHERE rules_key = \(key) AND used > 0") != 0 },
        withdraw: { tx, key, context in try tx.removeRules(key: key, by: context.actor) })
}
