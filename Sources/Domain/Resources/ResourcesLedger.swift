import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about resources say.
enum ResourcesLedger {
    static let words = [
        LedgerWord("resources.drafted", "起草了资源", "drafted"), LedgerWord("resources.changed", "更改了资源", "changed"),
        LedgerWord("resources.submitted", "提交核对", "submitted for checking"), LedgerWord("resources.recalled", "收回修改", "took back to edit"),
        LedgerWord("resources.returned", "退回", "returned"), LedgerWord("resources.listed", "上架", "listed"),
        LedgerWord("resources.superseded", "以新版本取代", "superseded"), LedgerWord("resources.withdrawn", "下架", "withdrew"),
        LedgerWord("resources.discarded", "丢弃了草稿", "discarded the draft"), LedgerWord("resources.vetting-asked", "请专家审核", "asked an expert about"),
        LedgerWord("resources.vetted", "签署了审核意见", "vetted"), LedgerWord("resources.file-added", "加入了文件", "added a file to"),
        LedgerWord("resources.file-removed", "移出了文件", "took a file out of"), LedgerWord("resources.content-added", "放入了内容", "put a content into"),
        LedgerWord("resources.content-removed", "移出了内容", "took a content out of"), LedgerWord("resources.content-moved", "调整了内容的次序", "moved a content of"),
        LedgerWord("resources.pack-built", "打好了资源包", "built the archive of"), LedgerWord("resources.way-added", "公布了参与方式", "published"),
        LedgerWord("resources.way-changed", "更改了参与方式", "changed"),
        LedgerWord("resources.way-removed", "撤下了参与方式", "took down"), LedgerWord("resources.used", "报告了使用情况", "reported using"),
    ]

    static let nouns = [
        LedgerNoun("resource", "资源", "resource") { tx, ids in
            let named: SQL = """
                SELECT r.id, r.listed, v.name_zh, v.name_en FROM resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = r.newest
                WHERE r.id IN (\(list: ids))
                """
            return try tx.ledgerRecords(named) { row in try row.int64OrNil("listed") == nil ? nil : "/resources/\(try row.id("id", Resource.self))" }
        },
        LedgerNoun("way", "参与方式", "way to take part"),
    ]
}
