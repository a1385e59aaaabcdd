import Rooms

/// What the ledger's entries about ballots say; who entered stands nowhere in them.
enum BallotLedger {
    static let words = [
        LedgerWord("ballots.opened", "开放了抽签", "opened a ballot"), LedgerWord("ballots.drawn", "完成了抽签", "drew the ballot"),
        LedgerWord("ballots.cancelled", "取消了抽签", "called the ballot off"),
    ]
    static let nouns = [LedgerNoun("ballot", "抽签", "ballot")]
}
