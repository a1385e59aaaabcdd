import Kernel
import Language
import Rooms
import Storage

/// What the ledger's entries about calls, applications, notices, objections and titles say.
enum CallsLedger {
    static let words = [
        LedgerWord("calls.scheme-added", "添加了认定办法", "added"), LedgerWord("calls.scheme-changed", "更改了认定办法，形成新版本", "changed into a new version"),
        LedgerWord("calls.scheme-removed", "移除了认定办法", "removed"), LedgerWord("calls.call-added", "发布了征集", "was called"),
        LedgerWord("calls.call-changed", "更改了征集", "changed"), LedgerWord("calls.call-removed", "移除了征集", "removed"),
        LedgerWord("calls.announced", "登记了公布的数据", "was told of by a source"), LedgerWord("calls.announced-changed", "更改了公布的数据", "changed"),
        LedgerWord("calls.announced-removed", "移除了公布的数据", "removed"), LedgerWord("calls.application-begun", "开始申报", "begun"),
        LedgerWord("calls.submitted", "提交了申报", "submitted"), LedgerWord("calls.recommended", "推荐了申报", "recommended"),
        LedgerWord("calls.declined", "不予推荐", "was not recommended"), LedgerWord("calls.returned", "退回补正", "returned for correction"),
        LedgerWord("calls.passed", "通过形式审查", "passed the formal review"), LedgerWord("calls.failed", "未通过形式审查", "failed the formal review"),
        LedgerWord("calls.proposed", "列为拟认定", "proposed"), LedgerWord("calls.set-aside", "未列入拟认定名单", "set aside"),
        LedgerWord("calls.recognised", "认定", "recognised"), LedgerWord("calls.struck", "因异议除名", "struck after an objection"),
        LedgerWord("calls.withdrawn", "撤回了申报", "withdrawn"), LedgerWord("calls.resumed", "重新开始申报", "taken up again"), LedgerWord("calls.attachment-added", "上传了附件", "a file was attached"),
        LedgerWord("calls.attachment-removed", "移除了附件", "an attachment was removed"), LedgerWord("calls.expert-added", "加入了专家库", "joined the pool"),
        LedgerWord("calls.expert-tied", "登记了回避关系", "a tie was noted"), LedgerWord("calls.expert-excluded", "要求专家回避", "an expert was excluded"), LedgerWord("calls.expert-included", "撤回了回避要求", "an exclusion was taken back"),
        LedgerWord("calls.expert-changed", "更改了专家信息", "changed"), LedgerWord("calls.expert-retired", "移出专家库", "left the pool"),
        LedgerWord("calls.expert-reinstated", "恢复到专家库", "came back into the pool"), LedgerWord("calls.seat-replaced", "更换了评审席位", "a seat was given to another expert"),
        LedgerWord("calls.expert-untied", "删除了回避关系", "a tie was removed"),
        LedgerWord("calls.experts-assigned", "分配了专家", "experts were assigned"), LedgerWord("calls.sheet-signed", "评分表签字", "a score sheet was signed"),
        LedgerWord("calls.sheet-declined", "专家声明回避", "an expert stepped aside"), LedgerWord("calls.scores-combined", "汇总了评分", "scores were combined"),
        LedgerWord("calls.meeting-held", "会议审定", "decided in a meeting"), LedgerWord("calls.check-noted", "记录了核查结果", "a check was noted"),
        LedgerWord("calls.award-set", "核定了补助金额", "the amount of the grant was set"), LedgerWord("calls.item-struck", "名单中一项因异议除名", "an item was struck"),
        LedgerWord("calls.notice-scheduled", "安排了公示", "scheduled"), LedgerWord("calls.notice-opened", "开始公示", "opened"),
        LedgerWord("calls.notice-closed", "公示期满", "closed"), LedgerWord("calls.notice-resolved", "公示了结", "resolved"),
        LedgerWord("calls.notice-superseded", "由新的公示取代", "superseded"), LedgerWord("calls.objection-received", "收到异议", "received"),
        LedgerWord("calls.objection-read", "查看了异议", "read"), LedgerWord("calls.objection-paper-read", "打开了异议材料", "a paper of it was opened"), LedgerWord("calls.objection-admitted", "受理了异议", "admitted"),
        LedgerWord("calls.objection-not-admitted", "未受理异议", "not admitted"), LedgerWord("calls.objection-investigated", "开始调查异议", "under investigation"),
        LedgerWord("calls.objection-upheld", "异议成立", "upheld"), LedgerWord("calls.objection-dismissed", "异议不成立", "dismissed"),
        LedgerWord("calls.objection-forgotten", "清除了异议人信息", "emptied"), LedgerWord("calls.expert-forgotten", "清除了专家信息", "forgotten"),
        LedgerWord("calls.objection-answered", "答复了异议", "answered"), LedgerWord("calls.title-granted", "授予了称号", "granted"),
        LedgerWord("calls.title-revoked", "撤销了称号", "revoked"), LedgerWord("calls.title-expired", "称号到期", "expired"),
        LedgerWord("calls.title-replaced", "称号由新的接续", "renewed by another"), LedgerWord("calls.title-rectifying", "限期整改", "to rectify by a date"),
        LedgerWord("calls.assessment-opened", "开放考核填报", "opened"), LedgerWord("calls.assessment-filed", "填报了考核", "filed"),
        LedgerWord("calls.report-file-added", "为考核报告上传了附件", "a file was attached to the report"), LedgerWord("calls.report-file-removed", "移除了考核报告的附件", "a file was taken from the report"),
        LedgerWord("calls.assessment-returned", "退回了考核填报", "returned for correction"), LedgerWord("calls.list-published", "重新公布了名单", "its list was published anew"),
        LedgerWord("calls.assessment-given-up", "放弃了考核", "given up"), LedgerWord("calls.assessment-decided", "评定了考核", "decided"),
        LedgerWord("calls.assessment-lapsed", "考核逾期", "lapsed"), LedgerWord("calls.key-made", "生成了签发密钥", "made"),
        LedgerWord("calls.title-restored", "整改合格", "put right"), LedgerWord("calls.title-unrectified", "整改未通过，考核不合格", "not put right: the assessment failed"),
        LedgerWord("calls.title-cultivating", "整改结束，列入培育", "put under cultivation"),
        LedgerWord("calls.form-printed", "打印了申报表", "was printed"), LedgerWord("calls.scan-added", "上传了盖章页扫描件", "a scan of the sealed page came"),
        LedgerWord("calls.inspected", "记录了现场考察", "was inspected"), LedgerWord("calls.inspection-pictured", "上传了考察照片", "a photo of the inspection came"),
        LedgerWord("calls.inspection-unpictured", "移除了考察照片", "a photo of the inspection was removed"),
    ]

    static let nouns = [
        LedgerNoun("scheme", "认定办法", "scheme"),
        LedgerNoun("call", "征集", "call") { tx, ids in
            let found = try tx.rows("SELECT * FROM calls_call WHERE id IN (\(list: ids))", Call.init)
            return Dictionary(uniqueKeysWithValues: found.map { ($0.id.number, LedgerNoun.Record($0.name.phrase, at: "/calls/\($0.key)")) })
        },
        LedgerNoun("announced", "公布的数据", "announced figure"), LedgerNoun("application", "申报", "application"), LedgerNoun("expert", "专家", "expert"),
        LedgerNoun("notice", "公示", "notice") { tx, ids in
            let found = try tx.rows("SELECT * FROM calls_notice WHERE id IN (\(list: ids))", Notice.init)
            let records = found.map { ($0.id.number, LedgerNoun.Record($0.title.phrase, at: $0.state.isPublic ? "/notices/\($0.id)" : nil)) }
            return Dictionary(uniqueKeysWithValues: records)
        },
        LedgerNoun("issuer-key", "签发密钥", "issuer key"), LedgerNoun("objection", "异议", "objection", sealedFor: Calls.supervise), LedgerNoun("assessment", "考核", "assessment"),
        LedgerNoun("title", "称号", "title") { tx, ids in
            let found = try tx.rows("SELECT * FROM calls_title WHERE id IN (\(list: ids))", Title.init)
            return Dictionary(uniqueKeysWithValues: found.map { ($0.id.number, LedgerNoun.Record(Phrase(same: $0.number), at: "/verify/\($0.code)")) })
        },
    ]
}
