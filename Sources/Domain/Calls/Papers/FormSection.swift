import Kernel
import Language
import Markup
import Web

/// On the applicant's page: the printed form of the present version, and the scan of its sealed page where the scheme asks for one.
struct FormSection {
    let view: ApplicationView
    let prints: FormPrint?
    let scan: SealedScan?
    let reading: FormReading
    let path: String

    private var isOpen: Bool { view.application.state.isOpen }
    private var isSealed: Bool { view.scheme.scheme.isSealed }
    /// Whether the last scan is of the present version.
    private var counts: Bool { scan?.version == view.application.version }

    func html(_ visit: Visit) -> HTML {
        section(.id("form"), .class("stack")) {
            h2 { visit.say(Phrase("打印申报表", "The printed form")) }
            if let prints { printed(prints, visit) } else { toPrint(visit) }
            if isSealed { sealed(visit) }
        }
    }

    private func toPrint(_ visit: Visit) -> HTML {
        HTML {
            p(.class("hint")) {
                visit.say(
                    Phrase(
                        "打印会固定第 \(view.application.version) 版：之后的任何改动都成为新的版本。请先保存草稿。",
                        "Printing fixes version \(view.application.version): whatever you change afterwards makes a new version. Keep the draft first."))
            }
            visit.postButton(Phrase("生成打印件", "Make the printed form"), posts: path + "/printing", style: "")
        }
    }

    private func printed(_ form: FormPrint, _ visit: Visit) -> HTML {
        HTML {
            p {
                a(.class("button"), .href(.within("\(path)/forms/\(form.version)"))) {
                    visit.say(Phrase("打开第 \(form.version) 版打印件（PDF）", "Open version \(form.version) as PDF"))
                }
            }
            p(.class("meta")) {
                visit.say(Phrase("表单码 ", "Form "))
                a(.href(.within("/forms/\(form.code)"))) { form.code }
            }
        }
    }

    @HTMLBuilder private func sealed(_ visit: Visit) -> HTML {
        h3 { visit.say(Phrase("盖章页扫描件", "The scan of the sealed page")) }
        if let scan, counts {
            p(.class("meta")) { visit.say(Phrase("对应第 \(scan.version) 版。", "Of version \(scan.version).")) }
            PaperView(scan).html(visit)
        } else if let scan {
            div(.class("notice", "notice-warning")) {
                p {
                    visit.say(
                        Phrase(
                            "已上传的扫描件属于第 \(scan.version) 版。之后内容有改动（现为第 \(view.application.version) 版），它已作废：请重新打印、盖章并上传。",
                            "The scan that you uploaded is of version \(scan.version). The application has changed since (version \(view.application.version)), so it no longer counts: print it again, have it sealed, and upload that scan."))
                }
            }
        }
        if isOpen {
            if let prints {
                UploadForm(
                    id: reading.id(SealedScan.field), label: counts ? Phrase("换一份扫描件", "Another scan") : Phrase("上传签字盖章页的扫描件或照片", "A scan or photo of the signed and sealed page"),
                    action: path + "/scan", remark: reading.remark(on: SealedScan.field), fields: [("version", String(prints.version))]
                ).html(visit)
            } else {
                p(.id(reading.id(SealedScan.field)), .class("hint")) {
                    visit.say(Phrase("本办法要求盖章：生成打印件，签字盖章后把那一页扫描或拍照上传，再提交。", "This scheme asks for a seal: make the printed form, have it signed and sealed, upload a scan or photo of that page, and submit then."))
                }
            }
        }
    }
}
