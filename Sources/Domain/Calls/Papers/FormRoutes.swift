import Access
import Dispatch
import Files
import Formats
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// Printing an application, handing in the scan of its sealed page, and `/forms/{code}`, where whoever holds the paper sees what it is.
enum FormRoutes {
    static let routes: [Route] = [
        .post("/desk/applications/{id}/printing", .permitted(Calls.apply)) { visit in
            let (page, identity) = (try await ApplicantRoutes.page(visit), try visit.signedIn())
            let id = page.view.application.id
            do {
                try await visit.database.write { tx in _ = try tx.printForm(of: id, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = page
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(page.path + "#form", saying: Phrase("打印件已生成，这一版已固定。", "The printed form is ready; this version is fixed."))
        },
        .get("/desk/applications/{id}/forms/{version}", .permitted(Calls.apply)) { visit in try await printed(visit) },
        .post("/desk/applications/{id}/scan", .permitted(Calls.apply), bodyLimit: Document.formBytes) { visit in
            let (page, identity) = (try await ApplicantRoutes.page(visit), try visit.signedIn())
            let (id, version) = (page.view.application.id, Int(visit.posted.fields["version"] ?? "") ?? 0)
            return try await Uploading(page: page, field: SealedScan.field, visit: visit).keep { tx, document, name in
                try tx.keepScan(document, named: name, of: id, version: version, by: identity)
                return Made(at: page.path + "#form", saying: Phrase("扫描件已上传，对应第 \(version) 版。", "The scan is kept with version \(version)."))
            }
        },
        .get("/forms/{code}", .anyone) { visit in
            let code = visit.parameter("code").uppercased()
            let page = try await visit.database.read { tx -> FormPage? in
                guard let form = try tx.formPrint(code: code), let application = try tx.application(form.applicationID),
                    let call = try tx.call(application.callID)
                else { return nil }
                return FormPage(form: form, newest: application.version, call: call, number: application.number)
            }
            guard let page else { throw Refusal.notFound(FormPrint.noun) }
            // Whether a paper still counts is told as it is at this moment: no page that was kept answers that.
            return page.answer(visit).header("cache-control", "private, no-store")
        },
    ]

    private static func printed(_ visit: Visit) async throws -> Answer {
        let page = try await ApplicantRoutes.page(visit)
        guard let version = Int(visit.parameter("version")) else { throw Refusal.notFound(FormPrint.noun) }
        let (application, origin, language) = (page.view.application, visit.origin, visit.language)
        let form = try await visit.database.read { tx -> PrintedForm? in
            guard let form = try tx.formPrint(of: application.id, version: version) else { return nil }
            return PrintedForm(view: try ApplicationView(application, in: tx, version: version), print: form, origin: origin, language: language)
        }
        guard let form else { throw Refusal.notFound(FormPrint.noun) }
        // Drawing takes its time, and waits for nobody: not on the threads that everybody else's requests need.
        let bytes = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try form.bytes() }) }
        }
        return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"application-\(version).pdf\"")
            .header("cache-control", "private, no-store")
    }
}

/// `/forms/{code}`: which version a paper is, and whether it is still the newest. It names nobody.
struct FormPage {
    let form: FormPrint
    let newest: Int
    let call: Call
    let number: String?

    private var isNewest: Bool { form.version == newest }

    func answer(_ visit: Visit) -> Answer {
        visit.page(Phrase("申报表查验", "A printed form"), trail: [("/calls/\(call.key)", call.name.phrase)]) {
            div(.class("notice", isNewest ? "notice-success" : "notice-warning")) {
                p {
                    visit.say(
                        isNewest
                            ? Phrase("这是该申报的最新版本。", "This is the newest version of the application.")
                            : Phrase("这是第 \(form.version) 版，之后又有改动；这张纸已不是最新版本。", "This is version \(form.version); the application has changed since, so this paper is not the newest."))
                }
            }
            dl(.class("facts")) {
                dt { visit.say(Phrase("征集", "Call")) }
                dd { visit.html(call.name) }
                if let number {
                    dt { visit.say(Phrase("编号", "Number")) }
                    dd { number }
                }
                dt { visit.say(Phrase("版本", "Version")) }
                dd { String(form.version) }
                dt { visit.say(Phrase("打印时间", "Printed")) }
                dd { Dates.moment(form.printedAt, .china, visit.language) }
                dt { "SHA-256" }
                dd { code { form.digest } }
            }
            p(.class("hint")) { visit.say(Phrase("请核对纸面页眉的 SHA-256 与此处一致。", "Compare the SHA-256 at the head of the paper with this one.")) }
        }
    }
}
