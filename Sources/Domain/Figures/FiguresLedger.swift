import Rooms

/// What the ledger's entries about published figures say.
enum FiguresLedger {
    static let words = [LedgerWord("figures.locked", "锁定了公布的数据", "locked the figures of")]
}
