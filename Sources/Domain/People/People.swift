package import Access
import Jobs
import Kernel
package import Rooms
import Storage

/// The room of accounts: signing in, the desk's front page, and the audit page.
package enum People {
    package static let manageAccounts = Permission("people.manage", "管理账号", "Manage accounts", roles: [.administrator])
    package static let readLedger = Permission("people.ledger", "查看操作记录", "Read the record of changes", roles: [.administrator, .analyst])

    /// Once an hour: what signing in and sent forms leave behind (`forgetOldAccess`).
    private static let forgetOld = JobKind(name: "people-forget-old", schedule: .every(seconds: 3600)) { context in
        try await context.database.write { tx in
            try tx.forgetOldAccess()
            try context.complete(in: tx)
        }
    }

    package static let module: Module = {
        var module = Module("people", "人员", "People")
        module.migrations = AccessSchema.migrations
        module.permissions = [manageAccounts, readLedger]
        module.cards = [OutboxCard.card]
        module.desk = [DeskItemList.accounts, DeskItemList.powers, DeskItemList.forget, DeskItemList.ledger]
        module.mine = MyAccountRoutes.items
        module.personalData = [MyDataRecords.account, MyDataRecords.sessions, MyDataRecords.ledger, MyDataRecords.uploads]
        module.jobs = [forgetOld]
        (module.ledgerWords, module.ledgerNouns) = (PeopleLedger.words + PeopleLedger.outbox, PeopleLedger.nouns)
        module.routes = { house in
            let entering = SignInRoutes.routes(house) + InvitationRoutes.routes + ResetRoutes.routes(house)
            let mine =
                MyAccountRoutes.routes(house) + MyRolesRoutes.routes(house) + MyPasswordRoutes.routes(house) + MyCodesRoutes.routes(house)
                + MySessionsRoutes.routes + MyTokensRoutes.routes(house) + MyDataRoutes.routes(house)
            let others = AccountRoutes.routes(house) + InviteRoutes.routes(house) + AccountPageRoutes.routes(house) + PowerRoutes.routes(house)
            return entering + DeskRoutes.routes(house) + mine + others + LedgerRoutes.routes(house) + ForgetRoutes.routes(house)
        }
        return module
    }()
}
