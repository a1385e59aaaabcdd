import Rooms

/// What the ledger's entries about bookings say; who booked stands nowhere in them.
enum BookingsLedger {
    static let words = [
        LedgerWord("bookings.ticket-key-made", "换用了门票密钥", "made a key for tickets"),
        LedgerWord("bookings.rule-set", "设置了预约规则", "set the booking rule"), LedgerWord("bookings.rules-added", "制定了预约规则", "made the booking rules"),
        LedgerWord("bookings.rules-changed", "修改了预约规则", "changed the booking rules"), LedgerWord("bookings.rules-removed", "撤下了预约规则", "took down the booking rules"),
        LedgerWord("bookings.held", "保留了名额，待补资料", "was given places that are kept for its papers"), LedgerWord("bookings.requested", "申请了名额", "asked for places"),
        LedgerWord("bookings.confirmed", "确认了预约", "confirmed"), LedgerWord("bookings.declined", "没有确认预约", "did not confirm"),
        LedgerWord("bookings.hold-lapsed", "逾期未补资料，名额已退回", "let its places lapse"), LedgerWord("bookings.named", "填写了参观者名单", "named those who come"),
        LedgerWord("bookings.contact-changed", "更换了联系人", "changed the contact person"), LedgerWord("bookings.consent-revoked", "撤回了监护人同意", "revoked the guardians' consent"),
        LedgerWord("bookings.told", "通知了预约者", "told those who booked of"), LedgerWord("bookings.letter-sent", "上传了公函", "sent a letter"), LedgerWord("bookings.moved", "改到了另一场", "moved to another session"),
        LedgerWord("bookings.missed", "预约后没有到场或逾期更改", "did not come, or changed too late"), LedgerWord("bookings.appealed", "提出了爽约申诉", "appealed"),
        LedgerWord("bookings.excused", "同意了爽约申诉", "granted the appeal of"), LedgerWord("bookings.upheld", "没有同意爽约申诉", "did not grant the appeal of"), LedgerWord("bookings.entered", "录入了预约", "entered bookings"),
        LedgerWord("bookings.booked", "预约了名额", "booked"), LedgerWord("bookings.reduced", "减少了人数", "reduced"),
        LedgerWord("bookings.cancelled", "取消了预约", "cancelled"), LedgerWord("bookings.joined-waiting-list", "加入了候补", "joined the waiting list"),
        LedgerWord("bookings.offered", "收到了候补名额", "was offered places"), LedgerWord("bookings.offer-accepted", "接受了候补名额", "accepted the offer"),
        LedgerWord("bookings.offer-lapsed", "候补名额已失效", "let the offer lapse"), LedgerWord("bookings.person-forgotten", "清除了个人信息", "forgot the person"),
        LedgerWord("bookings.persons-erased", "到期清除了预约者的个人信息", "emptied, in time, who had booked"),
    ]

    static let nouns = [LedgerNoun("booking", "预约", "booking"), LedgerNoun("ticket-key", "门票密钥", "ticket key"), LedgerNoun("booking-rules", "预约规则", "booking rules")]
}
