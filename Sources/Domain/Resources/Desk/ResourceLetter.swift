import Access
import Calls
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What people are told of resources: who offers them, who vets them, who uses them.
enum ResourceLetter {
    static let offering = MessageKind("resources.offering", "提供的资源", "What became of an offered resource")
    static let vetting = MessageKind("resources.vetting", "请您审核的资源", "Resources to vet")
    static let using = MessageKind("resources.using", "用过的资源有变", "A resource that one uses has changed")

    static let kinds = [offering, vetting, using]

    static func why(_ remark: String) -> Phrase { remark.isEmpty ? Phrase(same: "") : Phrase("\n\n意见：\(remark)", "\n\nRemark: \(remark)") }

    /// Nil for a step of which nobody is told.
    static func said(of event: ResourceEvent, _ title: Phrase) -> (subject: Phrase, body: Phrase)? {
        switch event {
        case .giveBack:
            (Phrase("请修改：\(title.zh)", "Returned to you: \(title.en)"), Phrase("核对人退回了“\(title.zh)”。修改后请重新提交。", "“\(title.en)” was returned to you. Mend it and submit it again."))
        case .list:
            (Phrase("已上架：\(title.zh)", "Listed: \(title.en)"), Phrase("“\(title.zh)”已经核对，进入资源目录。", "“\(title.en)” was checked and is in the catalogue."))
        case .withdraw: (Phrase("已下架：\(title.zh)", "Withdrawn: \(title.en)"), Phrase("“\(title.zh)”已经下架。", "“\(title.en)” was withdrawn."))
        case .submit, .recall, .supersede, .discard: nil
        }
    }
}

extension Transaction {
    /// Tells whoever wrote the version; and where one that was listed is withdrawn, every unit that used it.
    func tellOffering(of resource: Resource, _ version: ResourceVersion, _ step: ResourceStep, by actor: ID<Account>) throws {
        let title = version.content.name.phrase, path = "/desk/resources/\(resource.id.text)"
        if let said = ResourceLetter.said(of: step.event, title), let writer = version.writerID, writer != actor {
            try tell(Message(ResourceLetter.offering, to: .account(writer), subject: said.subject, body: said.body + ResourceLetter.why(step.remark), path: path))
        }
        guard step.event == .withdraw, version.state == .listed else { return }
        let wrong = Phrase("其中有科学性错误，请不要再用，已印制或拷贝的请收回。", "Its science is wrong: please do not use it any more, and take back what was printed or copied.")
        let body = Phrase("您的单位用过的“\(title.zh)”已从目录下架。", "“\(title.en)”, which your unit used, was withdrawn from the catalogue.")
        for unit in try usersOf(resource.id) {
            for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) where account != actor {
                try tell(
                    Message(
                        ResourceLetter.using, to: .account(account), subject: Phrase("已下架：\(title.zh)", "Withdrawn: \(title.en)"),
                        body: body + (step.isWrong ? wrong : Phrase(same: "")) + ResourceLetter.why(step.remark), path: "/resources/\(resource.id.text)"))
            }
        }
    }

    func tellExpert(_ expert: ID<Expert>, of version: ResourceVersion) throws {
        let found = try row("SELECT account_id FROM view_calls_expert WHERE id = \(expert)") { try $0.idOrNil("account_id", Account.self) }
        guard let account = found ?? nil else { return }
        let title = version.content.name.phrase
        try tell(
            Message(
                ResourceLetter.vetting, to: .account(account), subject: Phrase("请审核：\(title.zh)", "To vet: \(title.en)"),
                body: Phrase("请您审核“\(title.zh)”的科学内容。", "Please check the science of “\(title.en)”."),
                path: "/desk/vettings/\(version.resourceID.text)/\(version.number)"))
    }

    /// Tells whoever asked for the check that an expert found the science wrong.
    func tellWrong(_ id: ID<Resource>, version number: Int) throws {
        guard let title = try version(number, of: id)?.content.name.phrase else { return }
        let asking = try rows("SELECT DISTINCT asked_by FROM resources_vetting WHERE resource_id = \(id) AND number = \(number)") { try $0.id("asked_by", Account.self) }
        for account in asking {
            try tell(
                Message(
                    ResourceLetter.offering, to: .account(account), subject: Phrase("科学内容有误：\(title.zh)", "Found wrong: \(title.en)"),
                    body: Phrase("专家认为“\(title.zh)”有科学性错误。请查看意见，决定退回或下架。", "An expert finds the science of “\(title.en)” wrong. Read the remarks; return or withdraw it."),
                    path: "/desk/resources/\(id.text)"))
        }
    }
}
