import Access
import Kernel
import Rooms
import Storage

/// Who read odometers: what this room holds about persons.
enum MobilePersonalData {
    static let readings = PersonalData(
        "mobile.reading", Phrase("登记的里程读数", "Odometer readings that somebody gave"), holds: Phrase("登记人的账号编号", "the number of the account that gave it"),
        purpose: Phrase("核实里程", "to check distances"), kept: Phrase("与登记一同保留", "as long as the register"),
        records: { tx, account in
            try tx.rows(
                """
                SELECT f.number, r.read_on, r.shown FROM mobilefacilities_reading r JOIN mobilefacilities_facility f ON f.id = r.facility_id
                WHERE r.account_id = \(account.id) ORDER BY r.id DESC LIMIT 1000
                """) { row in
                HeldRecord(
                    .init("facility", "设施", "Facility", try row.text("number")), .init("read_on", "读数日期", "Read on", try row.text("read_on")),
                    .init("shown", "公里", "Kilometres", String(try row.int64("shown"))))
            }
        })
}
