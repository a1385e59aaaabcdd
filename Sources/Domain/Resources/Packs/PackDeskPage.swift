import Access
import Kernel
import Language
import Markup
import Packs
import Storage
import Web

/// `/desk/resources/{id}/pack`: what a pack is to hold, chosen from the catalogue, and the archive that is built of it.
struct PackDeskPage: Sendable {
    let plan: PackPlan
    let mayOffer: Bool
    let archive: PackArchive?
    let build: PackBuild?
    /// What the archive carries: of this version, or of the one in the catalogue.
    let carried: [CarriedContent]
    let words: String
    let found: [PackContent]
    var problem: Refusal?

    init(_ id: ID<Resource>, for identity: Identity, words: String, in tx: Transaction) throws {
        let resource = try tx.deskResource(id, for: identity)
        guard resource.kind == .pack else { throw Refusal.noPack }
        guard let plan = try PackPlan(resource, version: resource.newest, in: tx) else { throw Refusal.notFound(Resource.noun) }
        (self.plan, self.words) = (plan, words)
        mayOffer = identity.may(Resources.offer, within: try tx.resourceScopes(resource))
        archive = try tx.archive(of: id, version: resource.newest)
        build = try tx.build(of: id, version: resource.newest)
        carried = try tx.carried(by: id, version: archive == nil ? resource.listed ?? resource.newest : resource.newest)
        found = words.isEmpty ? [] : try tx.packable(words, besides: Set(plan.contents.map(\.resource.id) + [id]))
    }

    private var path: String { PackRoutes.desk(plan.pack.id) }
    private var isOpen: Bool { plan.version.state == .draft && mayOffer }
    /// The archive is of just what the pack would hold now.
    private var isCurrent: Bool { archive?.recipe == plan.recipe }

    func answer(_ visit: Visit) -> Answer {
        let name = plan.version.content.name.phrase
        return visit.desk(
            Phrase("资源包内容", "What the pack holds"), lede: name,
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/resources", Phrase("资源", "Resources")), ("/desk/resources/\(plan.pack.id.text)", name)],
            status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            news(visit)
            PackContentList(plan: plan, path: path, isOpen: isOpen, visit: visit).html
            if isOpen { PackSearch(words: words, found: found, path: path, visit: visit).html }
            PackBuildPart(page: self, path: path, isOpen: isOpen, isCurrent: isCurrent, visit: visit).html
        }
    }

    /// What became of the contents since the archive was built.
    @HTMLBuilder private func news(_ visit: Visit) -> HTML {
        let all = carried.compactMap(\.news)
        if !all.isEmpty {
            let isStopped = carried.contains(where: \.isGone)
            div(.class("notice", isStopped ? "notice-error" : "notice-warning"), .role("status")) {
                p {
                    isStopped
                        ? visit.say(Phrase("资源包已停止发放，因为：", "The pack is not handed out, because:")) : visit.say(Phrase("打包之后有变化：", "Since it was built:"))
                }
                ul { for one in all { li { visit.say(one) } } }
                p {
                    isOpen
                        ? visit.say(Phrase("请改好内容，重新打包。", "Put the contents right and build it again."))
                        : visit.say(Phrase("请在资源页“编辑新版本”，改好内容后重新打包、提交。", "Edit the next version of the resource, put the contents right, build it and submit it."))
                }
            }
        }
    }
}

extension Transaction {
    /// Listed resources that words find, the best first, with their files; at most 24.
    fileprivate func packable(_ words: String, besides known: Set<ID<Resource>>) throws -> [PackContent] {
        var filter = try CatalogueFilter(Query())
        filter.words = String(words.prefix(CatalogueFilter.longestWords))
        let ids = try catalogue(filter, page: 1).entries.map(\.resource.id).filter { !known.contains($0) }
        let found = Dictionary(try contents(ids).map { ($0.resource.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { found[$0] }
    }
}
