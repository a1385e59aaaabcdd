import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about exhibits say.
enum ExhibitsLedger {
    static let words = [
        LedgerWord("exhibits.sheet-changed", "填写了展品登记表", "filled in the exhibit form of"),
        LedgerWord("exhibits.photo-added", "加入了照片", "added a photograph to"),
        LedgerWord("exhibits.photo-removed", "移出了照片", "took a photograph out of"), LedgerWord("exhibits.piece-added", "登记了实物", "entered"),
        LedgerWord("exhibits.piece-changed", "更改了编号或位置", "changed the number or place of"),
        LedgerWord("exhibits.piece-moved", "调整了所属的套", "moved between sets"),
        LedgerWord("exhibits.piece-retired", "退役", "retired"), LedgerWord("exhibits.asked", "申请借展", "asked for"),
        LedgerWord("exhibits.reserved", "预留", "reserved"),
        LedgerWord("exhibits.declined", "未同意", "declined"), LedgerWord("exhibits.withdrawn", "撤回了申请", "withdrew"),
        LedgerWord("exhibits.cancelled", "取消了预留", "cancelled the reservation of"),
        LedgerWord("exhibits.ticked", "勾选了装箱单", "ticked the packing list of"),
        LedgerWord("exhibits.packed", "装箱完成", "packed"), LedgerWord("exhibits.unpacked", "重新装箱", "began to pack again"),
        LedgerWord("exhibits.sent", "发出", "sent off"),
        LedgerWord("exhibits.accepted", "验收", "accepted"), LedgerWord("exhibits.opened", "投入使用", "put to use"),
        LedgerWord("exhibits.returned", "送还", "sent back"),
        LedgerWord("exhibits.inspected", "查验入库", "inspected and stored"), LedgerWord("exhibits.fault-reported", "报修", "reported"),
        LedgerWord("exhibits.repair-begun", "开始维修", "began to repair"), LedgerWord("exhibits.repair-waits", "等配件", "waits for parts for"),
        LedgerWord("exhibits.mended", "修好", "mended"), LedgerWord("exhibits.written-off", "报废", "wrote off"),
        LedgerWord("exhibits.fault-dismissed", "查无故障", "found nothing wrong in"), LedgerWord("exhibits.declared", "声明了展品表", "declared"),
        LedgerWord("exhibits.undeclared", "撤下了展品表", "took down"),
    ]

    static let nouns = [
        LedgerNoun("exhibit-piece", "实物", "thing") { tx, ids in
            let named: SQL = """
                SELECT p.id, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id WHERE p.id IN (\(list: ids))
                """
            return try tx.ledgerRecords(named) { row in "/exhibits/\(try row.id("id", Piece.self))" }
        },
        LedgerNoun("loan", "借展", "loan") { tx, ids in
            let named: SQL = """
                SELECT l.id, r.name_zh, r.name_en FROM exhibits_loan l JOIN view_resources_resource r ON r.id = l.resource_id WHERE l.id IN (\(list: ids))
                """
            return try tx.ledgerRecords(named) { row in "/desk/loans/\(try row.id("id", Loan.self))" }
        },
        LedgerNoun("fault", "故障单", "fault") { tx, ids in
            let named: SQL = """
                SELECT f.id, r.name_zh, r.name_en FROM exhibits_fault f JOIN exhibits_piece p ON p.id = f.piece_id
                    JOIN view_resources_resource r ON r.id = p.resource_id WHERE f.id IN (\(list: ids))
                """
            return try tx.ledgerRecords(named) { row in "/desk/faults/\(try row.id("id", Fault.self))" }
        }, LedgerNoun("exhibit-form", "展品表", "exhibit form"),
    ]
}
