import Kernel
import Language

/// Units that may be one and the same, and why.
struct OrganisationLikeness: Sendable, Hashable {
    enum Reason: Sendable, Hashable {
        case name, telephone, address

        var phrase: Phrase {
            switch self {
            case .name: Phrase("名称相同", "the same name")
            case .telephone: Phrase("电话相同", "the same telephone")
            case .address: Phrase("地址相同", "the same address")
            }
        }
    }

    let one: ID<Organisation>
    let other: ID<Organisation>
    let reasons: [Reason]

    /// All pairs among these units, in their order.
    static func pairs(_ units: [(unit: Organisation, profile: OrganisationProfile)]) -> [OrganisationLikeness] {
        var found: [Pair: [Reason]] = [:]
        var order: [Pair] = []
        func note(_ reason: Reason, _ key: (Organisation, OrganisationProfile) -> String?) {
            var seen: [String: [ID<Organisation>]] = [:]
            for (unit, profile) in units {
                guard let key = key(unit, profile) else { continue }
                for earlier in seen[key] ?? [] {
                    let pair = Pair(one: earlier, other: unit.id)
                    if found[pair] == nil { order.append(pair) }
                    found[pair, default: []].append(reason)
                }
                seen[key, default: []].append(unit.id)
            }
        }
        note(.name) { unit, _ in folded(unit.name.zh.isEmpty ? unit.name.en ?? "" : unit.name.zh) }
        note(.telephone) { _, profile in telephone(profile.contact) }
        note(.address) { unit, profile in folded(profile.address?.zh ?? "").map { "\(unit.region ?? "")/\($0)" } }
        return order.map { OrganisationLikeness(one: $0.one, other: $0.other, reasons: found[$0] ?? []) }
    }

    private struct Pair: Hashable {
        let one: ID<Organisation>
        let other: ID<Organisation>
    }

    /// However it is written: in simplified characters and lower case, letters and digits alone. Nil where nothing is left.
    static func folded(_ text: String) -> String? {
        let plain = HanForms.simplified(text).lowercased().filter { $0.isLetter || $0.isNumber }
        return plain.isEmpty ? nil : plain
    }

    /// The longest run of digits in a contact, at least seven, without the country's code and what parts it.
    static func telephone(_ contact: String?) -> String? {
        guard let contact else { return nil }
        let joined = contact.filter { !"-– ()（）".contains($0) }
        let runs = joined.split(whereSeparator: { !($0.isASCII && $0.isNumber) }).map(String.init)
        guard let longest = runs.max(by: { $0.count < $1.count }), longest.count >= 7 else { return nil }
        return longest.count > 11 && longest.hasPrefix("86") ? String(longest.dropFirst(2)) : longest
    }
}
