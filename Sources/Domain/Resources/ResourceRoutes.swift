import API
import Access
import Calls
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// The catalogue for the public, and what units and offices do with it at the desk.
enum ResourceRoutes {
    static let longestRemark = 1000

    static func routes(_ house: House) -> [Route] { publicRoutes(house) + deskRoutes(house) }

    private static func publicRoutes(_ house: House) -> [Route] {
        [
            .get("/resources", .anyone, filters: CatalogueFilter.names) { visit in
                let filter = try CatalogueFilter(visit.query)
                let page = try await visit.database.read { tx in
                    let found = try tx.catalogue(filter, page: visit.pageNumber)
                    try visit.requirePage(of: found.total, by: CatalogueFilter.size)
                    return CataloguePage(filter: filter, entries: found.entries, total: found.total)
                }
                return page.answer(visit, panels: try await house.panelsHTML(on: Resources.cataloguePanels, 0, visit))
            },
            .get("/resources/{id}.json", .anyone) { visit in
                let id: ID<Resource> = try visit.id("id", of: Resource.noun)
                guard let entry = try await visit.database.read({ tx in try tx.entryWithPack(id) }) else { throw Refusal.notFound(Resource.noun) }
                return .json(ResourceAPI.json.json(entry))
            },
            .get("/resources/{id}", .anyone, filters: []) { visit in
                let id: ID<Resource> = try visit.id("id", of: Resource.noun)
                let found = try await visit.database.read { tx in (try ResourcePage(id, in: tx), try tx.withdrawnVersion(of: id)) }
                if var page = found.0 {
                    if page.entry.content.licence.lets(visit.identity) { page.previews = try await FilePreview.of(page.files, visit) }
                    return page.answer(visit, panels: try await house.panelsHTML(on: Resources.resourcePanels, id.number, visit))
                }
                guard let version = found.1 else { throw Refusal.notFound(Resource.noun) }
                return ResourcePage.gone(version, visit)
            },
        ]
    }

    private static func deskRoutes(_ house: House) -> [Route] {
        [
            .get("/desk/resources", .permitted(Resources.see), filters: ["state", "page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try ResourceDeskList(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/resources/new", .permitted(Resources.offer), filters: []) { visit in
                let choices = try await choices(visit)
                return newPage(
                    visit,
                    ResourceForm.form(choices).filled(
                        choices.units.count == 1 ? ["owner": choices.units[0].id.text] : [:], choices: ["languages": ["zh"]]))
            },
            .post("/desk/resources", .permitted(Resources.offer)) { visit in try await add(visit) },
            .get("/desk/resources/{id}", .permitted(Resources.see), filters: []) { visit in
                let page = try await page(visit)
                return page.answer(visit, panels: try await house.panelsHTML(on: Resources.deskPanels, page.resource.id.number, visit))
            },
            .post("/desk/resources/{id}", .permitted(Resources.offer)) { visit in try await revise(visit) },
            .post("/desk/resources/{id}/versions", .permitted(Resources.offer)) { visit in
                let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
                try await visit.database.write { tx in
                    guard let resource = try tx.resource(id) else { throw Refusal.notFound(Resource.noun) }
                    try identity.require(Resources.offer, within: try tx.resourceScopes(resource))
                    _ = try tx.nextVersion(of: id, by: identity.account.id.number)
                }
                return visit.see("/desk/resources/\(id.text)", saying: Phrase("新版本已建立，可以修改。", "The next version is there to be edited."))
            },
            .post("/desk/resources/{id}/steps", .permitted(Resources.offer)) { visit in
                let events: [ResourceEvent] = [.submit, .recall, .discard]
                guard let event = events.first(where: { $0.rawValue == visit.posted.fields["event"] }) else { throw unknownStep }
                return try await take(ResourceStep(event: event), visit)
            },
            .post("/desk/resources/{id}/decision", .permitted(Resources.check)) { visit in
                let events: [ResourceEvent] = [.list, .giveBack]
                guard let event = events.first(where: { $0.rawValue == visit.posted.fields["decision"] }) else { throw unknownStep }
                let seen = visit.posted.fields["seen"].flatMap { Int64($0) }.map { Instant(microseconds: $0) }
                return try await take(
                    ResourceStep(event: event, remark: try remark(visit), isAlone: visit.posted.fields["alone"] == "1", seen: seen), visit)
            },
            .post("/desk/resources/{id}/withdrawal", .permitted(Resources.check)) { visit in
                try await take(ResourceStep(event: .withdraw, remark: try remark(visit), isWrong: visit.posted.fields["wrong"] == "1"), visit)
            },
            .post("/desk/resources/{id}/vettings", .permitted(Resources.check)) { visit in
                let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
                guard let expert = ID<Expert>(visit.posted.fields["expert"] ?? "") else {
                    throw Refusal(.invalid, "vetting-expert", "请从专家库中选择一位专家。", "Choose an expert of the pool.", field: "expert")
                }
                do {
                    try await visit.database.write { tx in
                        guard let resource = try tx.resource(id) else { throw Refusal.notFound(Resource.noun) }
                        try tx.askToVet(id, version: resource.newest, expert, by: identity)
                    }
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                    var page = try await page(visit)
                    page.problem = refusal
                    return page.answer(visit)
                }
                return visit.see("/desk/resources/\(id.text)", saying: Phrase("已请专家审核。", "The expert has been asked."))
            },
        ]
    }

    private static func choices(_ visit: Visit) async throws -> ResourceChoices {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try tx.resourceChoices(for: identity) }
    }

    private static func page(_ visit: Visit) async throws -> ResourceDeskPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
        return try await visit.database.read { tx in try ResourceDeskPage(id, for: identity, in: tx) }
    }

    private static func newPage(_ visit: Visit, _ reading: FormReading) -> Answer {
        visit.desk(
            Phrase("提供一项资源", "Offer a resource"), trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/resources", Phrase("资源", "Resources"))],
            status: reading.isGood ? 200 : 422
        ) { visit.formHTML(reading, action: "/desk/resources", submit: Phrase("保存草稿", "Save the draft"), makes: true) }
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        let (identity, choices) = (try visit.signedIn(), try await choices(visit))
        let reading = ResourceForm.read(visit.posted, choices)
        guard let content = ResourceForm.content(reading), let kind = ResourceKind(rawValue: reading.text("kind")),
            let owner = ID<Organisation>(reading.text("owner"))
        else { return newPage(visit, reading) }
        let campaign = ID<Campaign>(reading.text("campaign"))
        return try await visit.making { tx in
            try identity.require(Resources.offer, within: try tx.organisationScopes(owner))
            let id = try tx.addResource(key: nil, kind: kind, owner: owner, campaign: campaign, content, by: identity.account.id.number)
            return Made(
                at: "/desk/resources/\(id.text)",
                saying: Phrase("草稿已保存。看过预览后提交核对。", "The draft is saved. Look at the preview, then submit it for checking."))
        }
    }

    private static func revise(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
        var page = try await page(visit)
        var reading = ResourceForm.read(visit.posted, nil)
        if let content = ResourceForm.content(reading) {
            let read = reading
            do {
                try await visit.database.write { tx in
                    guard let resource = try tx.resource(id), let old = try tx.version(resource.newest, of: id) else {
                        throw Refusal.notFound(Resource.noun)
                    }
                    try identity.require(Resources.offer, within: try tx.resourceScopes(resource))
                    try SeenForm.check(read, against: ResourceForm.values(of: old.content))
                    try tx.revise(id, version: old.number, content, by: identity.account.id.number)
                }
                return visit.see("/desk/resources/\(id.text)", saying: Phrase("草稿已保存。", "The draft is saved."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        page.reading = reading
        return page.answer(visit)
    }

    /// Takes the step in one transaction; what a rule has against it is shown above the resource.
    private static func take(_ step: ResourceStep, _ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
        do {
            try await visit.database.write { tx in try tx.step(id, step, by: identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            page.problem = refusal
            return page.answer(visit)
        }
        return visit.see("/desk/resources/\(id.text)", saying: said(of: step.event))
    }

    private static func said(of event: ResourceEvent) -> Phrase {
        switch event {
        case .submit: Phrase("已提交核对。", "It is submitted for checking.")
        case .recall: Phrase("已收回，可以继续修改。", "You have it back and may edit it.")
        case .discard: Phrase("草稿已丢弃。", "The draft is discarded.")
        case .list: Phrase("已上架。", "It is in the catalogue.")
        case .giveBack: Phrase("已退回，提供单位会收到意见。", "It is returned; its unit is told.")
        case .withdraw: Phrase("已下架，用过它的单位会收到通知。", "It is withdrawn; the units that used it are told.")
        case .supersede: Phrase("已被取代。", "It is superseded.")
        }
    }

    private static func remark(_ visit: Visit) throws(Refusal) -> String {
        let reading = Form(FormField("remark", "意见", "Remark", .longText(max: longestRemark))).read(visit.posted)
        if let remark = reading.remark(on: "remark") { throw Refusal(.invalid, "resource-remark", remark, field: "remark") }
        return reading.text("remark")
    }

    private static let unknownStep = Refusal(
        .invalid, "resource-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
}

extension Transaction {
    /// The version that stood in the catalogue last, where none does now.
    func withdrawnVersion(of id: ID<Resource>) throws -> ResourceVersion? {
        try row(
            """
            SELECT v.* FROM resources_version v JOIN resources_resource r ON r.id = v.resource_id
            WHERE r.id = \(id) AND r.was_listed = 1 AND r.listed IS NULL AND v.state = \(ResourceState.withdrawn) ORDER BY v.changed_at DESC LIMIT 1
            """, ResourceVersion.init)
    }
}
