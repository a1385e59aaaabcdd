import Formats
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// The decision file's part for people: everything in order, as a PDF that is read without the program.
struct DecisionPaper {
    let record: DecisionRecord
    let tongue: Tongue

    private var view: ApplicationView { record.view }

    func bytes() throws(FormatProblem) -> [UInt8] {
        let title = Phrase("认定决定卷宗", "Decision file")
        let pdf = try PDFDocument(title: "\(title(tongue)) · \(view.name(tongue))", language: tongue, created: record.madeAt)
        pdf.paragraph(title(tongue), .title)
        pdf.paragraph(view.name(tongue), .heading)
        pdf.paragraph(view.call.name(tongue))
        pdf.paragraph(say(Phrase("为\(record.reader.title.zh)制作，\(time(record.madeAt))", "Made for \(record.reader.title.en), \(time(record.madeAt))")), .small)
        head(pdf)
        application(pdf)
        files(pdf)
        opinions(pdf)
        review(pdf)
        inspection(pdf)
        meetings(pdf)
        notices(pdf)
        objections(pdf)
        standing(pdf)
        years(pdf)
        ledger(pdf)
        return try pdf.finish()
    }

    private func say(_ phrase: Phrase) -> String { phrase(tongue) }
    private func time(_ at: Instant) -> String { at.local(in: Notice.zone).text }

    private func pairs(_ pdf: PDFDocument, _ lines: [(Phrase, String?)]) {
        for (name, value) in lines { if let value, !value.isEmpty { pdf.paragraph("\(say(name))：\(value)") } }
    }

    private func head(_ pdf: PDFDocument) {
        let application = view.application
        pairs(
            pdf,
            [
                (Phrase("称号", "Title"), view.scheme.scheme.title(tongue)), (Phrase("认定机关", "Authority"), record.authority?.name(tongue)),
                (Phrase("办法版本", "Version of the scheme"), String(view.scheme.version)), (Phrase("申报单位", "Unit"), view.unit?.name(tongue)),
                (Phrase("场馆", "Venue"), view.venue?.name(tongue)), (Phrase("类别", "Category"), view.category?(tongue)),
                (Phrase("推荐单位", "Recommender"), view.recommender?.name(tongue)), (Phrase("编号", "Number"), application.number),
                (Phrase("状态", "State"), say(application.standing)), (Phrase("得分", "Score"), application.score.map { Points.text($0) }),
                (Phrase("名次", "Place"), application.place.map { String($0) }),
            ])
    }

    private func application(_ pdf: PDFDocument) {
        for version in record.versions {
            let fixed = version.isFrozen ? Phrase("，已固定", ", fixed") : Phrase("，可改", ", open")
            pdf.paragraph(say(Phrase("申报书第 \(version.number) 版\(fixed.zh)", "Application, version \(version.number)\(fixed.en)")), .heading)
            pdf.paragraph("\(time(version.madeAt)) · SHA-256 \(version.digest)", .small)
            for field in view.fields where field.kind != .file {
                pdf.paragraph(field.name(tongue), .strong)
                pdf.paragraph(version.body[field.key] ?? say(Phrase("未填", "not given")))
            }
            for remark in record.remarks where remark.version == version.number {
                let name = view.fields.first { $0.key == remark.field }?.name(tongue) ?? remark.field
                pdf.paragraph(say(Phrase("补正意见（\(name)）：\(remark.says)", "To be corrected (\(name)): \(remark.says)")))
            }
        }
    }

    private func files(_ pdf: PDFDocument) {
        guard !record.papers.isEmpty else { return }
        pdf.paragraph(say(Phrase("附件", "Attachments")), .heading)
        for one in record.papers {
            pdf.paragraph("\(one.name) · \(one.path)")
            pdf.paragraph("SHA-256 \(one.digest)", .small)
        }
    }

    private func opinions(_ pdf: PDFDocument) {
        guard !record.opinions.isEmpty else { return }
        pdf.paragraph(say(Phrase("推荐与形式审查", "Recommendation and formal review")), .heading)
        for one in record.opinions {
            let verdict = ApplicationEvent(rawValue: one.verdict).map { say($0.title) } ?? one.verdict
            let by = one.by.map { $0(tongue) } ?? record.authority?.name(tongue) ?? ""
            pdf.paragraph("\(time(one.madeAt)) · \(by) · \(verdict)", .strong)
            if !one.says.isEmpty { pdf.paragraph(one.says) }
        }
    }

    private func review(_ pdf: PDFDocument) {
        guard !record.sheets.isEmpty else { return }
        pdf.paragraph(say(Phrase("专家评审", "Expert review")), .heading)
        pdf.beginTable([
            PDFColumn(say(Phrase("专家", "Expert")), share: 3), PDFColumn(say(Phrase("状态", "State")), share: 2), PDFColumn(say(Phrase("得分", "Score")), share: 2, alignment: .end),
            PDFColumn(say(Phrase("选取理由与评语", "Why chosen; comment")), share: 6),
        ])
        for sheet in record.sheets {
            let because = sheet.reason.split(separator: "\n").map(String.init)
            let why = record.reader == .applicant ? "" : (tongue == .zh ? because.first : because.last) ?? ""
            let comment = record.reader == .applicant ? "" : sheet.comment
            pdf.row([
                record.judges[sheet.expertID] ?? "", say(sheet.standing), sheet.total.map { Points.text($0) } ?? "",
                [why, comment, record.reader == .applicant ? "" : sheet.replacedBecause].filter { !$0.isEmpty }.joined(separator: "\n"),
            ])
        }
        pdf.endTable()
        for one in record.conflicts {
            let why = one.why.map { say($0.title) }.joined(separator: tongue == .zh ? "；" : "; ")
            pdf.paragraph(say(Phrase("回避：\(one.expert)（\(why)）", "Kept away: \(one.expert) (\(why))")))
        }
    }

    private func inspection(_ pdf: PDFDocument) {
        guard let one = record.inspection else { return }
        pdf.paragraph(say(Phrase("现场考察 \(one.heldOn.iso)", "Site inspection of \(one.heldOn.iso)")), .heading)
        pairs(pdf, [(Phrase("考察人员", "Inspectors"), one.inspectors), (Phrase("意见", "Found"), one.says)])
        for point in view.scheme.scheme.review.inspectionPoints {
            guard let found = one.findings[point.key] else { continue }
            let says = found.says.isEmpty ? "" : " · " + found.says
            pdf.paragraph("\(point.name(tongue))：\(say(found.verdict?.title ?? Phrase("未作结论", "not judged")))\(says)")
        }
    }

    private func meetings(_ pdf: PDFDocument) {
        for one in record.meetings {
            pdf.paragraph(say(Phrase("会议审定 \(one.meeting.heldOn.iso)", "Meeting of \(one.meeting.heldOn.iso)")), .heading)
            let names = tongue == .zh ? "；" : "; "
            pairs(
                pdf,
                [
                    (Phrase("决定", "Decision"), say(one.item.outcome.event.title)), (Phrase("出席", "Present"), one.meeting.present.joined(separator: names)),
                    (Phrase("回避", "Stepped aside"), one.item.recused.joined(separator: names)), (Phrase("理由", "Reason"), one.item.says),
                ])
            if record.reader != .applicant { pdf.paragraph(one.meeting.minutes) }
        }
    }

    private func notices(_ pdf: PDFDocument) {
        for one in record.notices {
            pdf.paragraph(say(Phrase("公示", "Public notice")), .heading)
            pairs(
                pdf,
                [
                    (Phrase("标题", "Title"), one.notice.title(tongue)), (Phrase("期限", "Days"), "\(one.notice.begin.iso) – \(one.notice.end.iso)"),
                    (Phrase("工作日", "Working days"), String(one.notice.workdays)), (Phrase("本项", "This item"), say(one.item.action.title)),
                    (Phrase("结果", "State"), say(one.notice.state.title)), (Phrase("网址", "Address"), "/notices/\(one.notice.id.text)"),
                ])
        }
    }

    private func objections(_ pdf: PDFDocument) {
        for one in record.objections {
            pdf.paragraph(say(Phrase("异议", "Objection")), .heading)
            pairs(
                pdf,
                [
                    (Phrase("收到", "Received"), one.secret == nil ? one.objection.receivedAt.day(in: Notice.zone).iso : time(one.objection.receivedAt)), (Phrase("名义", "In whose name"), say(one.objection.kind.title)),
                    (Phrase("状态", "State"), say(one.objection.state.title)), (Phrase("异议人", "Who objects"), one.secret?.name),
                    (Phrase("联系方式", "How to reach them"), one.secret?.contact), (Phrase("事实", "Facts"), one.secret?.facts),
                    (Phrase("结论", "Found"), one.objection.decided.map { say($0.title) }), (Phrase("理由", "Ground"), one.secret == nil ? nil : one.objection.ground),
                    (Phrase("答复", "Answer"), one.secret == nil ? nil : one.objection.answer),
                ])
        }
    }

    private func standing(_ pdf: PDFDocument) {
        guard let title = record.title else { return }
        pdf.paragraph(say(Phrase("称号", "Title")), .heading)
        pairs(
            pdf,
            [
                (Phrase("编号", "Number"), title.number), (Phrase("授予", "Granted"), title.grantedOn.iso), (Phrase("有效期至", "Valid until"), title.validUntil?.iso),
                (Phrase("状态", "State"), say(title.state.title)), (Phrase("终止", "Ended"), title.endedOn?.iso), (Phrase("理由", "Ground"), title.ground),
                (Phrase("依据", "Clause"), title.clause), (Phrase("查验", "Check"), "/verify/\(title.code)"),
            ])
    }

    private func years(_ pdf: PDFDocument) {
        for year in record.years {
            let one = year.assessment
            pdf.paragraph(say(Phrase("\(one.year)年考核：\(one.state.title.zh)", "Assessment of \(one.year): \(one.state.title.en)")), .heading)
            pairs(
                pdf,
                [
                    (Phrase("填报期限", "To be filed"), "\(one.opensOn.iso) – \(one.dueOn.iso)"), (Phrase("整改期限", "To be put right by"), one.rectifyUntil?.iso),
                    (Phrase("单位的报告", "What the unit reports"), year.holderSays), (Phrase("机关的意见", "What the authority says"), year.officeSays),
                ])
            for field in year.rule.report {
                let files = year.files.filter { $0.field == field.key }.map { "\($0.name) · \(DecisionPaperFile($0, year: one.year).path)" }
                let says = (year.report.answers[field.key].map { [$0] } ?? []) + files
                if !says.isEmpty { pdf.paragraph(field.name(tongue), .strong) }
                for line in says { pdf.paragraph(line) }
            }
            for (figure, number) in year.report.figures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                pdf.paragraph(say(Phrase("平台记录：\(figure.title.zh) \(number)", "The records showed: \(figure.title.en) \(number)")), .small)
            }
            for remark in year.remarks {
                let name = year.rule.report.first { $0.key == remark.field }?.name(tongue) ?? remark.field
                pdf.paragraph(say(Phrase("补正意见（\(name)）：\(remark.says)", "To be corrected (\(name)): \(remark.says)")))
            }
        }
    }

    private func ledger(_ pdf: PDFDocument) {
        pdf.paragraph(say(Phrase("操作记录", "Ledger")), .heading)
        pdf.paragraph(
            say(Phrase(
                "每条记录的哈希值和所在校验点见 ledger.json；未显示内容的记录对本卷宗的读者保密，但其存在可以核验。",
                "Each entry's hash and its checkpoint stand in ledger.json. What is not shown is kept from the reader of this file; that it is there can be checked.")), .small)
        pdf.beginTable([
            PDFColumn("#", share: 2), PDFColumn(say(Phrase("时间", "Time")), share: 4), PDFColumn(say(Phrase("记录", "Entry")), share: 5),
            PDFColumn(say(Phrase("校验点", "Checkpoint")), share: 2, alignment: .end),
        ])
        for line in record.ledger.lines {
            let words = line.says.map { says in CallsLedger.words.first { $0.kind == says.kind }.map { say($0.says) } ?? says.kind }
            pdf.row([
                String(line.seq), line.says.map { time(Instant(microseconds: $0.at)) } ?? "", words ?? say(Phrase("（保密）", "(sealed)")),
                line.checkpoint.map { String($0) } ?? say(Phrase("待封存", "not yet")),
            ])
        }
        pdf.endTable()
    }
}
