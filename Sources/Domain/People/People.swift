package import Access
package import Rooms
import Kernel

/// The room of accounts: signing in, the desk's front page, and the audit page.
package enum People {
    package static let manageAccounts = Permission("people.manage", "管理账号", "Manage accounts", roles: [.administrator])
    package static let readLedger = Permission("people.ledger", "查看操作记录", "Read the record of changes", roles: [.administrator])

    package static let module: Module = {
        var module = Module("people", "人员", "People")
        module.migrations = AccessSchema.migrations
        module.permissions = [manageAccounts, readLedger]
        module.desk = [DeskItemList.accounts, DeskItemList.forget, DeskItemList.ledger]
        module.routes = { house in SignInRoutes.routes + DeskRoutes.routes + AccountRoutes.routes + ForgetRoutes.routes(house) }
        return module
    }()
}
