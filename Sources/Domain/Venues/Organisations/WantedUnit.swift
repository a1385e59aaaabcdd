import Access
import Kernel
import Language
import Outbox
import Rooms
import Storage

/// A unit that somebody misses in the list, and named; it waits for whoever has a say over its region.
struct WantedUnit: Sendable, Hashable {
    let id: ID<WantedUnit>
    let name: Wording
    let kind: Organisation.Kind
    /// Where it sits; nil for a national body, over which nobody but an administrator of everything has a say.
    let region: String?
    /// What helps to know it: an office, a web site.
    let note: String
    let askedBy: ID<Account>
    let askedAt: Instant

    static let noun = Phrase("等候的单位", "unit that waits")

    static let migration = Migration(
        "venues-0004",
        """
        CREATE TABLE venues_organisation_wanted (
            id BIGINT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL, region TEXT \(.binary), note TEXT NOT NULL,
            asked_by BIGINT NOT NULL, asked_at BIGINT NOT NULL)
        """,
        "CREATE INDEX venues_organisation_wanted_by ON venues_organisation_wanted (asked_by)")

    /// What its finder is told: that it is in the list now, or which one it is.
    static let letter = MessageKind("venues.wanted", "您报来的单位", "A unit that you named")

    static let personalData = PersonalData(
        "venues.wanted", Phrase("报来的单位", "Units that somebody named"), holds: Phrase("报送者的账号编号", "the number of the account that named it"),
        purpose: Phrase("告知处理结果", "to tell them what became of it"), kept: Phrase("处理后即删除", "until it is answered"),
        records: { tx, account in
            try tx.wantedUnits(of: account.id).map { unit in
                HeldRecord(.init("unit", "单位", "Unit", unit.name(.zh)), .init("named", "报送时间", "Named", unit.askedAt.iso))
            }
        })
}

extension WantedUnit {
    init(_ row: Row) throws {
        id = try row.id("id")
        name = try row.wording("name")
        kind = try row.choice("kind")
        region = try row.textOrNil("region")
        note = try row.text("note")
        askedBy = try row.id("asked_by")
        askedAt = try row.instant("asked_at")
    }
}
