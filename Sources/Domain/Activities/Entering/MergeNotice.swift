import Kernel
import Language
import Markup
import Web

/// At the top of a form whose activity somebody else has changed meanwhile: what was taken over, what stands beside.
struct MergeNotice {
    let merge: EntryMerge
    let version: ActivityVersion
    let fields: [FormField]
    let visit: Visit

    var html: HTML {
        let when = Phrase(Dates.moment(version.madeAt, .china, .zh), Dates.moment(version.madeAt, .china, .en))
        return div(.class("notice", "notice-warning", "error-summary"), .role("alert"), .tabindex(-1), .autofocus()) {
            h2 { visit.say(Phrase("编辑期间有了第 \(version.number) 版，您的内容还没有保存，也没有丢失", "Version \(version.number) was saved while you were editing; yours is not saved, and not lost")) }
            p {
                visit.say(
                    Phrase(
                        "第 \(version.number) 版保存于\(when.zh)。请核对下面的表单，再保存一次。", "Version \(version.number) was saved on \(when.en). Look the form over and save it again."))
            }
            if !merge.differing.isEmpty {
                p { visit.say(Phrase("双方都改过的栏目：表单里是您写的，旁边是新版本的文字。", "Fields that both changed: the form has what you wrote, the newer text stands beside it.")) }
                ul { for field in fields where merge.differing[field.name] != nil { li { a(.href("#field-\(field.name)")) { visit.say(field.label) } } } }
            }
            if !merge.taken.isEmpty {
                let names = fields.filter { merge.taken.contains($0.name) }.map(\.label)
                p {
                    visit.say(
                        Phrase(
                            "您没有改动的栏目已换成新版本：\(names.map(\.zh).joined(separator: "、"))。",
                            "Fields that you had not touched now say what the newer version says: \(names.map(\.en).joined(separator: ", "))."))
                }
            }
        }
    }
}
