import Access
import Bookings
import Kernel
import Rooms
import Storage

/// What this room holds about persons.
enum BallotPersonalData {
    static let entries = PersonalData(
        "ballots.entry", Phrase("抽签报名", "Entries of ballots"),
        holds: Phrase("联系人姓名、电话（密封），遮挡后的号码", "name and telephone number (sealed), the number with its middle hidden"),
        purpose: Phrase("每人一次，通知结果", "everybody enters once and is told the result"),
        kept: Phrase("未抽中且不候补的，通知后清除；抽中的同预约", "of who was not drawn and does not wait until the letter has gone; of the others as for a booking"),
        records: { tx, account in
            let phones = try tx.logins(of: account).filter(LoginName.isPhone)
            return try phones.flatMap { try tx.ballotEntries(phone: $0) }.map { entry in
                HeldRecord(
                    .init("entry", "报名码", "Entry", entry.code.text), .init("party", "人数", "Party", String(entry.party)), .init("state", "状态", "State", entry.state.rawValue))
            }
        },
        forget: { tx, reference, _ in
            guard let code = PublicCode(reference), let entry = try tx.ballotEntry(code), entry.state == .entered else { return 0 }
            try tx.withdrawEntry(code)
            return 1
        })
}

extension Transaction {
    func ballotEntries(phone: String) throws -> [BallotEntry] {
        guard let mark = try drawMark(phone: phone) else { return [] }
        return try rows("SELECT * FROM ballots_entry WHERE phone_mark = \(mark) ORDER BY ballot_id DESC LIMIT 100", BallotEntry.init)
    }
}
