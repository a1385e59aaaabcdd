package import Kernel
package import Storage

/// What a room keeps that refers to the records of a section, its own or an earlier room's: said where a file no longer holds such a
/// record, and the record is kept.
package struct Dependants: Sendable {
    /// The section's key: `venues`.
    package let section: String
    /// How many there are for the record of this key.
    package let count: @Sendable (_ tx: Transaction, _ key: String) throws -> Int64
    package let words: @Sendable (_ count: Int64) -> Phrase

    /// - Parameters:
    ///   - zh: `项活动`, after the number.
    ///   - one, many: `activity`, `activities`.
    package init(
        on section: String, _ zh: String, _ one: String, _ many: String, counting: @escaping @Sendable (_ key: String) -> SQL
    ) {
        self.section = section
        count = { tx, key in try tx.number(counting(key)) ?? 0 }
        words = { Phrase("\($0) \(zh)", "\($0) \($0 == 1 ? one : many)") }
    }
}

extension Declarations {
    /// Why a record stays that no file holds any more: what refers to it, or that such records always stay.
    func whyKept(_ section: Section, _ key: String, in tx: Transaction) throws -> Phrase {
        var named: [Phrase] = []
        for one in dependants where one.section == section.key {
            let count = try one.count(tx, key)
            if count > 0 { named.append(one.words(count)) }
        }
        guard !named.isEmpty else {
            return Phrase("文件移除\(section.noun.zh)时从不删除记录", "a \(section.noun.en) is never deleted by leaving it out of a file")
        }
        let (zh, en) = (named.map(\.zh).joined(separator: "、"), named.map(\.en).joined(separator: ", "))
        return Phrase("与之关联的有：\(zh)", "what refers to it: \(en)")
    }
}
