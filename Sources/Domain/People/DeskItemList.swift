import Web

/// This room's entries in the desk's menu.
enum DeskItemList {
    static let accounts = DeskItem("/desk/accounts", "账号与角色", "Accounts and roles", permission: People.manageAccounts, in: .system, order: 90)
    static let powers = DeskItem("/desk/powers", "谁能做什么", "Who may do what", permission: People.manageAccounts, in: .system, order: 91)
    static let ledger = DeskItem("/desk/ledger", "操作记录", "Record of changes", permission: People.readLedger, in: .system, order: 95, isForAll: true)
    static let forget = DeskItem("/desk/forget", "被遗忘的请求", "Requests to be forgotten", permission: People.manageAccounts, in: .system, order: 92, isForAll: true)
}
