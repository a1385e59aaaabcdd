import Files
import Kernel
import Language
import Markup
import Web

/// A file as people see it before they open it: what it is, how long, and its pages, drawn anew.
struct PaperView {
    /// As many pages are shown; the rest is in the file.
    static let mostPages = 100

    let path: String
    let name: String
    let mediaType: String
    let size: Int
    let pages: Int
    /// A blind reader sees the pages alone: a file's name and what stands inside it may tell whose it is.
    var isBlind = false
    /// What the file is called where its name is not shown, and by screen readers.
    var number = 1

    init(_ one: Attachment, number: Int, isBlind: Bool) {
        path = "/desk/papers/\(one.applicationID.text)/\(one.id.text)"
        (name, mediaType, size, pages) = (one.name, one.mediaType, one.size, one.pages)
        (self.number, self.isBlind) = (number, isBlind)
    }

    init(_ scan: SealedScan) {
        path = "/desk/papers/\(scan.applicationID.text)/scans/\(scan.version)"
        (name, mediaType, size, pages) = (scan.name, scan.mediaType, scan.size, scan.pages)
    }

    init(_ photo: InspectionPhoto) {
        path = "/desk/papers/\(photo.applicationID.text)/photos/\(photo.id.text)"
        (name, mediaType, size, pages) = (photo.name, photo.mediaType, photo.size, 1)
    }

    init(_ file: ReportFile) {
        path = "/desk/assessment-papers/\(file.assessmentID.text)/\(file.id.text)"
        (name, mediaType, size, pages) = (file.name, file.mediaType, file.size, file.pages)
    }

    init(_ paper: ObjectionPaper) {
        path = "/desk/objections/\(paper.objectionID.text)/papers/\(paper.id.text)"
        (name, mediaType, size, pages) = (paper.name, paper.mediaType, paper.size, paper.pages)
    }

    func html(_ visit: Visit) -> HTML {
        div(.class("paper")) {
            p {
                if isBlind { visit.say(title) } else { a(.href(.within(path)), .download("")) { name } }
                span(.class("meta")) { " " + facts(visit) }
            }
            details {
                summary { visit.say(pages == 1 ? Phrase("预览", "Preview") : Phrase("预览 \(pages) 页", "Preview \(pages) pages")) }
                for page in 1...max(1, min(pages, Self.mostPages)) {
                    img(.class("paper-page"), .src(.within("\(path)/pages/\(page)")), .alt(visit.say(alt(page))), .loading("lazy"))
                }
                if pages > Self.mostPages { p(.class("meta")) { visit.say(Phrase("其余各页请见原文件。", "The rest is in the file itself.")) } }
            }
        }
    }

    private var title: Phrase { Phrase("附件 \(number)", "File \(number)") }

    private func alt(_ page: Int) -> Phrase {
        let what = isBlind ? title : Phrase(same: name)
        return Phrase("\(what.zh)，第 \(page) 页", "\(what.en), page \(page)")
    }

    private func facts(_ visit: Visit) -> String {
        let kind = Document.Kind.allCases.first { $0.mediaType == mediaType }?.rawValue.uppercased() ?? ""
        let counted = mediaType == Document.Kind.pdf.mediaType ? [visit.say(Phrase("\(pages) 页", pages == 1 ? "1 page" : "\(pages) pages"))] : []
        return ([kind] + counted + [Numerals.bytes(Int64(size), visit.language)]).joined(separator: " · ")
    }
}
