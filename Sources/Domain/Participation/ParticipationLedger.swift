import Rooms

/// What the ledger's entries about claims, counters and doors say.
enum ParticipationLedger {
    static let words = [
        LedgerWord("participation.walk-ins-counted", "清点了无票入场者", "counted people without a ticket"),
        LedgerWord("participation.walk-ins-undone", "撤回了无票入场的清点", "took back a count of people without a ticket"),
        LedgerWord("participation.claim-made", "填报了数据", "made"), LedgerWord("participation.claim-accepted", "核准了数据", "accepted"),
        LedgerWord("participation.claim-returned", "退回了数据", "returned"), LedgerWord("participation.claim-rejected", "不予采信", "rejected"),
        LedgerWord("participation.claim-corrected", "更正了数据", "corrected"), LedgerWord("participation.reading-delivered", "送来了计数读数", "delivered a reading"),
        LedgerWord("participation.readings-delivered", "送来了一批读数", "delivered readings"),
        LedgerWord("participation.door-reopened", "撤回了“全程检票”", "took back that the door covered the whole session"),
        LedgerWord("participation.scans-recorded", "登记了验票", "recorded scans"), LedgerWord("participation.door-closed", "结束了检票", "closed the door"),
    ]

    static let nouns = [LedgerNoun("claim", "填报", "claim")]
}
