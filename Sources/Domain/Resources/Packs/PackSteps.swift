import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

extension Transaction {
    /// What must be so for a pack to go on: its archive is built of just what it says, and nothing in it was withdrawn.
    func checkPack(_ pack: Resource, version number: Int, _ event: ResourceEvent) throws {
        guard pack.kind == .pack, event == .submit || event == .list, let plan = try PackPlan(pack, version: number, in: self) else { return }
        let built = try archive(of: pack.id, version: number)
        if plan.contents.isEmpty, built == nil { return }
        if plan.isEmpty {
            // Nothing is left of it: what was built once is not handed out.
            try execute("DELETE FROM resources_archive_content WHERE pack_id = \(pack.id) AND number = \(number)")
            try execute("DELETE FROM resources_archive WHERE pack_id = \(pack.id) AND number = \(number)")
            return
        }
        guard let archive = built, event == .list || archive.recipe == plan.recipe else { throw Refusal.packNotBuilt }
        if let gone = try carried(by: pack.id, version: number).first(where: \.isGone)?.news {
            throw Refusal(
                .conflict, "pack-content-gone", "\(gone.zh)，资源包不能上架。请退回，由提供单位移出后重新打包。",
                "This pack cannot be listed: \(gone.en). Return it, so that its unit takes that out and builds it again.")
        }
    }

    /// What follows for packs once a step is taken: updates are made to one that is listed, and packs that carry what is withdrawn stop.
    func settlePacks(_ resource: Resource, version number: Int, _ event: ResourceEvent, _ version: ResourceVersion, isWrong: Bool, by actor: ID<Account>) throws {
        switch event {
        case .list where resource.kind == .pack:
            let listed = try execute("UPDATE resources_archive SET listed_at = COALESCE(listed_at, \(now)) WHERE pack_id = \(resource.id) AND number = \(number)")
            if listed > 0 { try askForUpdates(of: resource.id, to: number) }
        case .withdraw where version.state == .listed: try tellPacks(carrying: resource.id, version.content.name.phrase, isWrong: isWrong, by: actor)
        default: break
        }
    }

    /// Tells the units that offer packs with this in them, and those that used or fetched such a pack.
    func tellPacks(carrying item: ID<Resource>, _ name: Phrase, isWrong: Bool, by actor: ID<Account>) throws {
        let packs = try rows(
            """
            SELECT r.id, r.owner_id, v.name_zh, v.name_en FROM resources_archive_content a JOIN resources_resource r ON r.id = a.pack_id AND r.listed = a.number
                JOIN resources_version v ON v.resource_id = r.id AND v.number = r.listed WHERE a.item_id = \(item) ORDER BY r.id
            """) { (id: try $0.id("id", Resource.self), owner: try $0.id("owner_id", Organisation.self), name: try $0.wording("name").phrase) }
        let why = isWrong ? Phrase("有科学性错误", "its science is wrong") : Phrase("已从目录下架", "it left the catalogue")
        for pack in packs {
            let body = Phrase("资源包“\(pack.name.zh)”中的“\(name.zh)”已下架（\(why.zh)）。", "“\(name.en)” in the pack “\(pack.name.en)” was withdrawn (\(why.en)).")
            let stop = Phrase("资源包已停止发放。请移出后重新打包、提交。", "The pack is not handed out any more. Take it out, build the pack again, and submit it.")
            let use = Phrase("请不要再用这一部分，已拷贝的请删去；新版本上架后可用更新文件换上。", "Please do not use that part any more and delete your copies; an update will be offered with the next version.")
            let subject = Phrase("资源包停止发放：\(pack.name.zh)", "A pack is stopped: \(pack.name.en)")
            for account in try holders(of: .host, exactlyOver: .organisation(pack.owner.number)) where account != actor {
                try tell(Message(ResourceLetter.offering, to: .account(account), subject: subject, body: body + stop, path: PackRoutes.desk(pack.id)))
            }
            for unit in try unitsWith(pack.id) where unit != pack.owner {
                for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) where account != actor {
                    try tell(Message(ResourceLetter.using, to: .account(account), subject: subject, body: body + use, path: "/resources/\(pack.id.text)"))
                }
            }
        }
    }

    /// Units that said they used a resource or are known to have fetched it.
    private func unitsWith(_ id: ID<Resource>) throws -> [ID<Organisation>] {
        try rows(
            """
            SELECT organisation_id FROM resources_use WHERE resource_id = \(id)
            UNION SELECT organisation_id FROM resources_download WHERE resource_id = \(id) AND organisation_id <> 0 ORDER BY organisation_id
            """) { try $0.id("organisation_id") }
    }
}

extension Refusal {
    static let packNotBuilt = Refusal(
        .conflict, "pack-not-built", "资源包还没有打包，或打包之后又有改动。请先在“资源包内容”里打包，再提交核对。",
        "The pack is not built, or something changed since. Build it under “What the pack holds” first, then submit it.")

    static let packStopped = Refusal(
        .conflict, "pack-stopped", "资源包已停止发放：其中有内容被下架。提供单位换好后会重新上架。", "This pack is not handed out: something in it was withdrawn. Its unit is to replace it and have it listed again.")
}
