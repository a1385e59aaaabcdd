import Access
import Rooms
import Web

extension Calls {
    /// The keys with which authorities sign what they issue. They are the installation's, not an office's.
    static let keys = Permission("calls.keys", "管理签发密钥", "Manage issuer keys", roles: [.administrator])

    /// What the room does with titles once they are granted: proofs, open data, assessments, letters.
    static func addTitles(to module: inout Module) {
        module.permissions.append(keys)
        module.resealings.append(IssuerKeyResealing.resealing)
        module.messages += CallLetter.kinds
        module.queues = CallQueues.all
        module.mergings.append(UnitMerging.merging)
        module.desk += [HolderRoutes.item, AssessmentRoutes.item, GrantedRoutes.item, KeyRoutes.item]
        module.api = { _ in SchemeAPI.resources + CallAPI.resources + NoticeAPI.resources + TitleAPI.resources }
        module.operations = { _ in AssessmentActs.operations }
        module.changes += CallChanges.all
        let earlier = module.routes
        module.routes = { house in
            earlier(house) + PublishedListPage.routes + CredentialRoutes.routes + HolderRoutes.routes + ReportFileRoutes.routes + AssessmentRoutes.routes + GrantedRoutes.routes + KeyRoutes.routes
        }
    }
}
