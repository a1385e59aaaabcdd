import Rooms

/// What the ledger's entries about the cloud hall say.
enum HallLedger {
    static let words = [LedgerWord("cloudhall.room-set", "设置了线上观看", "set how it is watched online")]
}
