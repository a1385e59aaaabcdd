import Rooms

/// What the ledger's entries about bookings say; who booked stands nowhere in them.
enum BookingsLedger {
    static let words = [
        LedgerWord("bookings.rule-set", "设置了预约规则", "set the booking rule"), LedgerWord("bookings.entered", "录入了预约", "entered bookings"),
        LedgerWord("bookings.booked", "预约了名额", "booked"), LedgerWord("bookings.reduced", "减少了人数", "reduced"),
        LedgerWord("bookings.cancelled", "取消了预约", "cancelled"), LedgerWord("bookings.joined-waiting-list", "加入了候补", "joined the waiting list"),
        LedgerWord("bookings.offered", "收到了候补名额", "was offered places"), LedgerWord("bookings.offer-accepted", "接受了候补名额", "accepted the offer"),
        LedgerWord("bookings.offer-lapsed", "候补名额已失效", "let the offer lapse"), LedgerWord("bookings.person-forgotten", "清除了个人信息", "forgot the person"),
        LedgerWord("bookings.persons-erased", "到期清除了预约者的个人信息", "emptied, in time, who had booked"),
    ]

    static let nouns = [LedgerNoun("booking", "预约", "booking")]
}
