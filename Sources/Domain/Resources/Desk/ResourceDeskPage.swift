import Access
import Calls
import Campaigns
import Files
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/resources/{id}`: a resource with what this person may do with it now.
struct ResourceDeskPage: Sendable {
    let resource: Resource
    /// The newest.
    let version: ResourceVersion
    let owner: Wording
    let vettings: [Vetting]
    /// Whom one may still ask.
    let experts: [(id: ID<Expert>, name: String)]
    let uses: UseCounts
    let files: [HeldFile]
    /// What this person began to send and has not ended.
    let unfinished: [FileUpload]
    let mayOffer: Bool
    let mayCheck: Bool
    var reading: FormReading
    /// What was wrong with a step.
    var problem: Refusal?

    init(_ id: ID<Resource>, for identity: Identity, in tx: Transaction) throws {
        let resource = try tx.deskResource(id, for: identity)
        guard let version = try tx.version(resource.newest, of: id) else { throw Refusal.notFound(Resource.noun) }
        let scopes = try tx.resourceScopes(resource)
        (self.resource, self.version) = (resource, version)
        owner = try tx.organisation(resource.ownerID)?.name ?? Wording("")
        (mayOffer, mayCheck) = (identity.may(Resources.offer, within: scopes), identity.may(Resources.check, within: scopes))
        vettings = try tx.vettings(of: id, version: version.number)
        uses = try tx.useCounts(of: id)
        files = try tx.files(of: id, version: version.number)
        unfinished = mayOffer ? try tx.uploads(of: identity.account.id).filter { $0.purpose == ResourceFile.purpose(of: id) } : []
        experts = mayCheck ? try tx.expertsToAsk(for: resource, besides: Set(vettings.map(\.expertID))) : []
        reading = ResourceForm.form(nil).filled(SeenForm.marked(ResourceForm.values(of: version.content)), choices: ResourceForm.ticked(in: version.content))
    }

    var path: String { "/desk/resources/\(resource.id.text)" }
    private var isOpen: Bool { version.state == .draft && mayOffer }

    func answer(_ visit: Visit, panels: HTML = HTML()) -> Answer {
        visit.desk(
            version.content.name.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/resources", Phrase("资源", "Resources"))],
            status: reading.isGood && problem == nil ? 200 : 422
        ) {
            standing(visit)
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            ResourceActions(page: self, visit: visit).html
            VettingPart(page: self, visit: visit).html
            if isOpen {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("修改", "Edit")) }
                    visit.formHTML(reading, action: path, submit: Phrase("保存草稿", "Save the draft"))
                }
            }
            panels
            if resource.kind == .pack { packLink(visit) }
            fileSection(visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("预览", "Preview")) }
                ResourceView.details(version.content, kind: resource.kind, visit)
            }
        }
    }

    private func packLink(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("资源包", "The pack")) }
            p { visit.say(Phrase("从目录中选资源放入，做成一个签名的文件。", "Put resources of the catalogue into it and make one signed file of them.")) }
            p { a(.class("button"), .href(.within(PackRoutes.desk(resource.id)))) { visit.say(Phrase("资源包内容与打包", "What the pack holds, and building it")) } }
        }
    }

    @HTMLBuilder private func fileSection(_ visit: Visit) -> HTML {
        if isOpen || !files.isEmpty {
            section(.class("stack"), .id("files")) {
                h2 { visit.say(Phrase("文件", "Files")) }
                if files.isEmpty {
                    p { visit.say(Phrase("还没有文件。", "No files yet.")) }
                } else {
                    FileList(resource: resource.id, files: files, visit: visit).html(removes: isOpen)
                }
                if isOpen { fileForm(visit) }
            }
        }
    }

    private func fileForm(_ visit: Visit) -> HTML {
        form(.method(.post), .action(.within("\(path)/files")), .class("form"), .enctype("multipart/form-data")) {
            visit.csrfField
            visit.uploadField(
                UploadField("file", Phrase("文件", "File"), to: FileRoutes.uploads, at: "\(path)/uploads", required: true, unfinished: unfinished))
            visit.fieldHTML(FileForm.label, in: Form(FileForm.label).empty)
            div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("加入文件", "Add the file")) } }
        }
    }

    @HTMLBuilder private func standing(_ visit: Visit) -> HTML {
        p {
            span(.class("badge"), .data("state", version.state.rawValue)) { visit.say(version.state.title) }
            " "
            visit.say(Phrase("第 \(version.number) 版 · ", "Version \(version.number) · ")) + owner(visit.language)
            if resource.listed != nil {
                " · "
                a(.href("/resources/\(resource.id)")) { visit.say(Phrase("查看公开页面", "The public page")) }
            }
        }
        if let listed = resource.listed, listed != version.number {
            p(.class("meta")) { visit.say(Phrase("目录中仍是第 \(listed) 版，新版本上架后取代它。", "The catalogue still shows version \(listed), until this one is listed.")) }
        }
        p(.class("meta")) { uses.says(visit) }
        if !version.remark.isEmpty {
            div(.class("notice", "notice-warning"), .role("status")) {
                p { visit.say(version.state == .draft ? Phrase("退回意见：", "Returned: ") : Phrase("下架理由：", "Withdrawn: ")) + version.remark }
            }
        }
    }
}

extension Transaction {
    /// Active experts who do not work for the unit that offers it, by name; at most 200.
    fileprivate func expertsToAsk(for resource: Resource, besides asked: Set<ID<Expert>>) throws -> [(id: ID<Expert>, name: String)] {
        let found = try rows(
            """
            SELECT id, name FROM view_calls_expert WHERE is_active = 1 AND (organisation_id IS NULL OR organisation_id <> \(resource.ownerID))
            ORDER BY name, id LIMIT 200
            """) { (id: try $0.id("id", Expert.self), name: try $0.text("name")) }
        return found.filter { !asked.contains($0.id) }
    }

    /// Units for which somebody may offer resources, and the actions that are not over.
    func resourceChoices(for identity: Identity) throws -> ResourceChoices {
        let today = now
        return ResourceChoices(
            units: try units(within: identity.scopes(of: Resources.offer), most: 500), campaigns: try campaigns().filter { $0.end >= today.day(in: $0.zone) })
    }
}
