import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Papers of an application over HTTP: attached, refused, printed, sealed, voided by an edit, and seen by those alone who may.
@Suite struct PaperJourneyTests {
    /// The scheme of `CallWorld`, which asks for papers, a seal and a visit besides.
    static let file = CallWorld.file
        .replacing(
            "    fields:\n",
            with: """
                    fields:
                      - {key: licence, name: {zh: "法人证书", en: "Licence"}, kind: file, required: true}
                      - {key: plan, name: {zh: "工作计划", en: "Plan"}, kind: file, blind: true}
                      - {key: phone, name: {zh: "联系电话", en: "Telephone"}, kind: text, profile: contact}

                """
        )
        .replacing("    level: municipal\n", with: "    level: municipal\n    sealed: true\n")
        .replacing(
            "      blind: true\n",
            with: "      blind: true\n      inspection: true\n      inspection_points:\n        - {key: safety, name: {zh: \"安全\", en: \"Safety\"}}\n")

    @Test(arguments: TestEngine.allCases) func fromTheFileToTheSeal(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        try await host.go("/desk/organisations/\(world.museums[0])")
        try await host.submit("/desk/organisations/\(world.museums[0])", ["contact": "029-8888"])
        try await host.go("/desk/calls/base-2022/apply")
        let path = try await host.submit("/desk/calls/base-2022/apply").path
        let id = try #require(ID<Application>(path.split(separator: "/").last ?? ""))
        // What the unit said of itself once is there.
        #expect(try await host.go(path).html.contains("029-8888"))
        try await host.submit(path, ["f-intro": "We show the sky.", "f-days": "300", "act": "save"])

        // Wrong types under right names, programs, bombs: refused, and nothing is kept.
        let hostile: [(String, [UInt8], String)] = [
            ("licence.pdf", Array("MZ\u{90}\0".utf8), "no PDF, JPEG or PNG"), ("licence.pdf", SamplePaper.script, "holds a program"),
            ("bomb.zip", SamplePaper.zipEnd, "no PDF, JPEG or PNG"), ("bomb.png", SamplePaper.png(width: 12_000, height: 12_000), "million in all"),
            ("cut.pdf", Array(SamplePaper.pdf().prefix(200)), "cut off or damaged"), ("empty.pdf", [], "No file was chosen"),
        ]
        for (name, bytes, says) in hostile {
            let seen = try await host.submit(path + "/attachments", ["field": "licence"], uploads: [("file", name, bytes)])
            #expect(seen.status == 422 && seen.text.contains(says), "\(name): \(seen.status) \(seen.text.prefix(400))")
            try await host.go(path)
        }
        #expect(try await world.files() == 0)
        let missing = try await host.submit(path, ["act": "submit", "recommender": world.district.text])
        #expect(missing.status == 422 && missing.text.contains("Attach “Licence”."), "\(missing.text)")

        // A good one is kept under a name that is one; sent twice it is there once; another takes its place.
        try await host.go(path)
        let kept = try await host.submit(path + "/attachments", ["field": "licence"], uploads: [("file", "../../证书\u{202E}.exe", SamplePaper.pdf(pages: 2))])
        #expect(kept.text.contains("The file is attached.") && kept.text.contains("证书.pdf") && kept.text.contains("2 pages"), "\(kept.text)")
        try await host.sendAgain()
        #expect(try await world.files() == 1)
        let first = try #require(try await world.attachments(id).first)
        try await host.go(path)
        try await host.submit(
            path + "/attachments", ["field": "licence", "replaces": first.id.text], uploads: [("file", "licence.png", SamplePaper.png)])
        #expect(try await world.attachments(id).map(\.name) == ["licence.png"])
        #expect(try await world.files() == 1, "what no version holds is gone")
        try await host.go(path)
        try await host.submit(path + "/attachments", ["field": "plan", "replaces": ""], uploads: [("file", "Museum One.pdf", SamplePaper.pdf())])

        // Nothing is handed in without the seal; printing fixes the version, and any later edit voids the scan.
        let unsealed = try await host.submit(path, ["act": "submit", "recommender": world.district.text])
        #expect(unsealed.status == 422 && unsealed.text.contains("This scheme asks for a seal: print the form"), "\(unsealed.text)")
        try await host.go(path)
        let printed = try await host.submit(path + "/printing")
        #expect(printed.text.contains("this version is fixed"), "\(printed.text)")
        let paper = try await host.go(path + "/forms/1")
        #expect(paper.status == 200 && paper.headers["content-type"] == "application/pdf" && paper.html.hasPrefix("%PDF-"))
        let form = try #require(try await world.database.read { tx in try tx.formPrint(of: id, version: 1) })
        let visitor = Browser(world.site)
        let checked = try await visitor.go("/forms/\(form.code)")
        #expect(checked.text.contains("the newest version") && checked.text.contains(form.digest) && !checked.text.contains("Museum One"))
        try await host.go(path)
        #expect(try await host.submit(path + "/scan", [:], uploads: [("file", "scan.jpg", SamplePaper.png)]).text.contains("The scan is kept with version 1."))
        let edited = try await host.submit(path, ["f-intro": "We show the sky, since 1985.", "act": "save"])
        #expect(edited.text.contains("The scan that you uploaded is of version 1."), "\(edited.text)")
        #expect(try await visitor.go("/forms/\(form.code)").text.contains("this paper is not the newest"))
        let void = try await host.submit(path, ["act": "submit", "recommender": world.district.text])
        #expect(void.status == 422 && void.text.contains("so it no longer counts"), "\(void.text)")
        try await host.go(path)
        try await host.submit(path + "/printing")
        try await host.submit(path + "/scan", [:], uploads: [("file", "scan.pdf", SamplePaper.pdf())])
        let sent = try await host.submit(path, ["act": "submit", "recommender": world.district.text])
        #expect(sent.text.contains("It is submitted."), "\(sent.text)")
        #expect(try await world.database.read { tx in try tx.application(id)?.version } == 2)
        #expect(try await host.go(path).form(to: path + "/attachments") == nil)

        try await whoSeesThem(world, id, host)
        try await theVisit(world, id)
        await world.database.close()
    }

    /// The unit, the recommender and the office have the files; an expert who reads blindly sees pages of what is fit for it; others nothing.
    private func whoSeesThem(_ world: CallWorld, _ id: ID<Application>, _ host: Browser) async throws {
        let papers = try await world.attachments(id)
        let licence = try #require(papers.first { $0.field == "licence" }), plan = try #require(papers.first { $0.field == "plan" })
        let (first, second) = ("/desk/papers/\(id)/\(licence.id)", "/desk/papers/\(id)/\(plan.id)"), scan = "/desk/papers/\(id)/scans/2"
        let district = try await world.browser("district", .recommender, over: .organisation(world.district.number))
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        for reader in [host, district, office] {
            let file = try await reader.go(second)
            #expect(file.status == 200 && file.headers["content-type"] == "application/pdf")
            #expect(file.headers["content-disposition"] == "attachment; filename=\"Museum One.pdf\"; filename*=UTF-8''Museum%20One.pdf")
            #expect(file.headers["content-security-policy"] == "default-src 'none'; sandbox" && file.headers["x-content-type-options"] == "nosniff")
            let page = try await reader.go(second + "/pages/1")
            #expect(page.status == 200 && page.headers["content-type"] == "image/png")
            #expect(try await reader.go(scan).status == 200)
        }
        let other = try await world.browser("other", .host, over: .organisation(world.museums[1].number))
        for path in [first, second, scan, second + "/pages/1"] { #expect(try await other.go(path).status == 404) }
        #expect(try await Browser(world.site).go(second).path.hasPrefix("/sign-in"))

        try await district.go("/desk/recommendations/\(id)")
        try await district.submit("/desk/recommendations/\(id)", ["event": "recommend"])
        try await office.go("/desk/calls/base-2022/applications/\(id)")
        try await office.submit("/desk/calls/base-2022/applications/\(id)", ["event": "pass"])
        let expert = try await world.browser("e1", .expert, over: .all)
        try await world.expert("e1")
        #expect(try await expert.go(second + "/pages/1").status == 404, "not given to them yet")
        try await office.go("/desk/calls/base-2022")
        try await office.submit("/desk/calls/base-2022/experts")
        let sheet = try await expert.go("/desk/reviews/\(id)").html
        #expect(sheet.contains(second + "/pages/1") && !sheet.contains("Museum One") && !sheet.contains("licence.png") && !sheet.contains("029-8888"))
        #expect(try await expert.go(second + "/pages/1").status == 200)
        for path in [first, first + "/pages/1", second, scan, scan + "/pages/1"] { #expect(try await expert.go(path).status == 404, "\(path)") }
        try await expert.go("/desk/reviews/\(id)")
        #expect(try await expert.submit("/desk/reviews/\(id)", ["s-work": "80", "s-site": "8", "act": "sign"]).text.contains("Signed."))
    }

    /// Nothing is proposed before somebody has been there; findings and photos are the office's.
    private func theVisit(_ world: CallWorld, _ id: ID<Application>) async throws {
        let office = try await world.browser("inspector", .organiser, over: .organisation(world.bureau.number))
        let decision = "/desk/calls/base-2022/applications/\(id)", path = "/desk/calls/base-2022/inspections/\(id)"
        let meetings = "/desk/calls/base-2022/meetings", minutes = ["held": "2022-11-07", "present": "张主任", "minutes": "It is proposed."]
        try await office.go(meetings + "?first=1")
        let early = try await office.submit(meetings, minutes)
        #expect(early.status == 422 && early.text.contains("This scheme asks for a site inspection"), "\(early.text)")
        #expect(try await office.go("/desk/calls/base-2022/inspections").text.contains("To be visited"))
        try await office.go(path)
        let ahead = try await office.submit(path, ["held": "2099-01-01"])
        #expect(ahead.status == 422 && ahead.text.contains("cannot lie ahead"))
        try await office.go(path)
        // A note is kept also before the point is judged.
        let noted = try await office.submit(path, ["held": "2022-11-07", "inspectors": "Wang", "n-safety": "Look again"])
        #expect(noted.text.contains("The findings are kept") && noted.html.contains("Look again"))
        let kept = try await office.submit(path, ["held": "2022-11-07", "inspectors": "Wang, Li", "p-safety": "unmet", "n-safety": "No second exit", "says": "Mend it."])
        #expect(kept.text.contains("The findings are kept"), "\(kept.text)")
        // Another inspector's page is of before: what it says does not overwrite.
        let late = try await office.post(path, ["csrf": kept.form(to: path)?.values.first { $0.name == "csrf" }?.value ?? "", "version": "", "held": "2022-11-07", "inspectors": "Zhao"])
        #expect(late.status == 422 && late.text.contains("Another inspector saved this"), "\(late.text)")
        #expect(try await office.submit(path).status == 422, "nor when it is sent once more")
        try await office.go(path)
        let pdf = try await office.submit(path + "/photos", [:], uploads: [("file", "a.pdf", SamplePaper.pdf())])
        #expect(pdf.status == 422 && pdf.text.contains("Only photos are taken here"))
        try await office.go(path)
        #expect(try await office.submit(path + "/photos", [:], uploads: [("file", "exit.png", SamplePaper.png)]).text.contains("The photo is kept."))
        let photo = try #require(try await world.database.read { tx in try tx.photos(of: id) }.first)
        let shown = try await office.go(decision)
        #expect(shown.text.contains("No second exit") && shown.text.contains("Wang, Li") && shown.html.contains("/photos/\(photo.id)"))
        #expect(try await office.go("/desk/papers/\(id)/photos/\(photo.id)/pages/1").status == 200)
        let host = try await world.browser("host-again", .host, over: .organisation(world.museums[0].number))
        #expect(try await host.go("/desk/papers/\(id)/photos/\(photo.id)").status == 404)
        #expect(try await host.go(path).status == 403)
        try await office.go(meetings + "?first=1")
        #expect(try await office.submit(meetings, minutes).text.contains("1 proposed, 0 set aside"))
    }
}
