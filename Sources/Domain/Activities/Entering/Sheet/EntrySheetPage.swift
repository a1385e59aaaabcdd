import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// `/desk/activities/sheet`: the template, and what a filled one would bring, row by row.
struct EntrySheetPage {
    let sheet: EntrySheet
    var rows: [EntrySheetRow] = []
    /// What is wrong with the table as a whole.
    var problems: [Phrase] = []
    var absent: [FormField] = []
    /// To which it may be submitted.
    let campaigns: [Campaign]
    /// Those of them that ask for something beside, and so have a template of their own.
    let asking: [Campaign]
    /// The one whose template this is.
    var template: Campaign?
    /// The campaign chosen, and whether the rows are to be submitted.
    var wanted = ""
    let visit: Visit
    var status = 200

    static let path = "/desk/activities/sheet"
    /// Where the rows stand that are taken in.
    static let taking = path + "/taking"

    private var good: [EntrySheetRow] { problems.isEmpty ? rows.filter(\.isGood) : [] }

    var answer: Answer {
        visit.desk(
            Phrase("用表格填报多项活动", "Many activities from a spreadsheet"),
            lede: Phrase("下载模板，一行一项活动；上传后先预演，逐行核对，再导入。", "Download the template, one activity a row; upload it, look over every row, then take them in."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities"))], status: status
        ) {
            if !rows.isEmpty || !problems.isEmpty { report }
            download
            upload
        }
    }

    private var download: HTML {
        let query = template.map { Query([("campaign", $0.key)]) } ?? Query()
        return section(.class("stack")) {
            h2 { visit.say(Phrase("一、下载模板", "1. The template")) }
            p { visit.say(Phrase("列名中英文都有，列的顺序可以改；“可填的值”工作表列出每一栏能填什么。", "Its columns are the form's fields, in both languages, in any order; its second sheet lists what each may hold.")) }
            p(.class("actions")) {
                a(.class("button"), .href(.within("/desk/activities/template.xlsx", query: query))) { visit.say(Phrase("模板（XLSX）", "Template (XLSX)")) }
                a(.class("button", "button-quiet"), .href(.within("/desk/activities/template.csv", query: query))) {
                    visit.say(Phrase("模板（CSV）", "Template (CSV)"))
                }
            }
            if let template {
                p {
                    visit.say(
                        Phrase(
                            "这是“\(template.name(.zh))”的模板，末尾几栏是该活动项目另需填写的内容。",
                            "This is the template of “\(template.name(.en))”; its last columns are what that campaign asks for beside."))
                    HTML(text: " ")
                    a(.href(.within(Self.path))) { visit.say(Phrase("改用通用模板", "Use the common one instead")) }
                }
            } else if !asking.isEmpty {
                p { visit.say(Phrase("这些活动项目另有需要填写的内容，请用它们的模板：", "These campaigns ask for something beside and have templates of their own:")) }
                ul {
                    for campaign in asking {
                        li { a(.href(.within(Self.path, query: Query([("campaign", campaign.key)])))) { campaign.name(visit.language) } }
                    }
                }
            }
        }
    }

    private var upload: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("二、上传填好的表格", "2. The filled table")) }
            p { visit.say(Phrase("上传只是预演，不会保存任何内容。", "Uploading is a rehearsal: nothing is saved by it.")) }
            visit.formHTML(EntrySheetForm.upload.empty, action: Self.path, submit: Phrase("上传并核对", "Upload and check")) { templateField }
        }
    }

    @HTMLBuilder private var templateField: HTML {
        if let template { input(.type("hidden"), .name("template"), .value(template.key)) }
    }

    private var report: HTML {
        section(.class("stack"), .id("report")) {
            h2 { visit.say(Phrase("核对结果", "What it would bring")) }
            summary
            if !absent.isEmpty, problems.isEmpty {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "表格里没有这些列，按空白处理：\(absent.map(\.label.zh).joined(separator: "、"))。",
                            "Columns that are not there are taken as empty: \(absent.map(\.label.en).joined(separator: ", "))."))
                }
            }
            if good.isEmpty { list(isTicked: false) } else { taking }
        }
    }

    private var summary: HTML {
        let bad = rows.count - rows.count(where: \.isGood)
        let isWell = problems.isEmpty && bad == 0
        return div(.class(isWell ? "notice" : "error-summary", isWell ? "notice-success" : ""), .role("alert"), .tabindex(-1), .autofocus()) {
            p {
                visit.say(
                    Phrase(
                        "共 \(rows.count) 行：\(rows.count - bad) 行可以导入，\(bad) 行有误。还没有保存。",
                        "\(rows.count) \(rows.count == 1 ? "row" : "rows"): \(rows.count - bad) can be taken in, \(bad) not. Nothing is saved yet."))
            }
            if !problems.isEmpty { ul { for problem in problems { li { visit.say(problem) } } } }
        }
    }

    private var taking: HTML {
        Markup.form(.method(.post), .action(.within(Self.taking)), .class("form")) {
            visit.csrfField
            visit.onceField
            templateField
            list(isTicked: true)
            for field in EntrySheetForm.taking(campaigns).fields { visit.fieldHTML(field, in: EntrySheetForm.taking(campaigns).filled(["submit_to": wanted])) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("导入勾选的行", "Take in the ticked rows")) }
            }
        }
    }

    private func list(isTicked: Bool) -> HTML {
        ul(.class("session-list"), .role("list")) {
            for row in rows {
                li {
                    div {
                        p { strong { title(row) } }
                        if row.isGood { taken(row, isTicked: isTicked) }
                        for problem in row.problems { p(.class("remark")) { words(problem.column, problem.says) } }
                        for one in row.duplicates { duplicate(one) }
                    }
                }
            }
        }
    }

    private func title(_ row: EntrySheetRow) -> String {
        let title = row.title.isEmpty ? visit.say(Phrase("（没有名称）", "(no title)")) : row.title(visit.language)
        return visit.say(Phrase("第 \(row.number) 行：", "Row \(row.number): ")) + title
    }

    private func words(_ column: String, _ says: Phrase) -> String { column.isEmpty ? visit.say(says) : column + "：" + visit.say(says) }

    /// Its box, and the row itself in a hidden field. What may be there already is taken in only when somebody ticks it.
    @HTMLBuilder private func taken(_ row: EntrySheetRow, isTicked: Bool) -> HTML {
        let count = row.sessions.count
        p(.class("meta")) { visit.say(Phrase("\(count) 个场次", count == 1 ? "1 session" : "\(count) sessions")) }
        if isTicked {
            input(.type("hidden"), .name("row_\(row.number)"), .value(Query(row.values.map { ($0.key, $0.value) }).encoded))
            label(.class("check")) {
                input(.type("checkbox"), .name("take"), .value(String(row.number)), .checked(row.duplicates.isEmpty))
                span { visit.say(Phrase("导入这一行", "Take in this row")) }
            }
        }
    }

    private func duplicate(_ one: LikelyDuplicate) -> HTML {
        let reasons = one.reasons.map(\.phrase)
        return p(.class("field-note")) {
            visit.say(Phrase("可能已经填报过：", "It may be here already: "))
            a(.href(.within(one.isOwn ? "/desk/activities/\(one.activity.text)" : "/activities/\(one.activity.text)"))) { one.title(visit.language) }
            visit.say(Phrase("（\(reasons.map(\.zh).joined(separator: "，"))）", " (\(reasons.map(\.en).joined(separator: ", ")))"))
        }
    }
}

/// The two forms of the page.
enum EntrySheetForm {
    static let upload = Form(
        FormField("file", "填好的模板", "The filled template", .file(accept: ".xlsx,.csv"), required: true, hint: Phrase("XLSX 或 CSV，最多 300 行", "XLSX or CSV, 300 rows at most")))

    static func taking(_ campaigns: [Campaign]) -> Form {
        Form(
            FormField(
                "submit_to", "提交到", "Submit to", .choice(campaigns.map { .init($0.key, $0.name.phrase) }),
                hint: Phrase("不选则只存为草稿，之后再提交", "Choose none and they stay drafts, to be submitted later")))
    }
}
