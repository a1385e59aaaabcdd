import Access
import Kernel
import Storage
import Workflow

/// How far a loan has come.
enum LoanState: String, WorkflowWord, SQLConvertible {
    case asked, reserved, packed
    case underWay = "under-way"
    case accepted
    case inUse = "in-use"
    case returned, inspected, declined, withdrawn, cancelled

    var title: Phrase {
        switch self {
        case .asked: Phrase("已申请", "Asked for")
        case .reserved: Phrase("已预留", "Reserved")
        case .packed: Phrase("已装箱", "Packed")
        case .underWay: Phrase("运输中", "Under way")
        case .accepted: Phrase("已验收", "Accepted")
        case .inUse: Phrase("使用中", "In use")
        case .returned: Phrase("已送还", "Sent back")
        case .inspected: Phrase("已归还查验", "Back and inspected")
        case .declined: Phrase("未同意", "Declined")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        case .cancelled: Phrase("已取消", "Cancelled")
        }
    }

    /// It is over, however it went.
    var isOver: Bool { [.inspected, .declined, .withdrawn, .cancelled].contains(self) }
    /// The things are not at their owner's.
    var isOut: Bool { [.underWay, .accepted, .inUse].contains(self) }
}

enum LoanEvent: String, WorkflowWord {
    case reserve, decline, withdraw, cancel, pack, unpack, send, accept, open
    case giveBack = "give-back"
    case inspect

    var title: Phrase {
        switch self {
        case .reserve: Phrase("预留", "Reserve")
        case .decline: Phrase("不同意", "Decline")
        case .withdraw: Phrase("撤回申请", "Withdraw")
        case .cancel: Phrase("取消预留", "Cancel the reservation")
        case .pack: Phrase("装箱完成", "Packed")
        case .unpack: Phrase("重新装箱", "Pack again")
        case .send: Phrase("发出", "Send it off")
        case .accept: Phrase("验收", "Accept")
        case .open: Phrase("投入使用", "Put to use")
        case .giveBack: Phrase("送还", "Send it back")
        case .inspect: Phrase("查验入库", "Inspect and store")
        }
    }

    /// It is the borrower who takes the step, not the owner.
    var isOfBorrower: Bool { [.withdraw, .accept, .open, .giveBack].contains(self) }
}

extension Loan {
    /// The life of a loan; drawn in `docs/workflows.md`. The owner reserves, packs, sends and inspects; the borrower accepts, uses and returns.
    static let workflow: Workflow<LoanState, LoanEvent> = {
        typealias W = Workflow<LoanState, LoanEvent>
        let lend = Exhibits.lend.name, borrow = Exhibits.borrow.name
        var lines = W.on(.reserve, from: .asked, to: .reserved, by: lend, records: "exhibits.reserved")
        lines += W.on(.decline, from: .asked, to: .declined, by: lend, records: "exhibits.declined")
        lines += W.on(.withdraw, from: .asked, .reserved, to: .withdrawn, by: borrow, records: "exhibits.withdrawn")
        lines += W.on(.cancel, from: .reserved, to: .cancelled, by: lend, records: "exhibits.cancelled")
        lines += W.on(.pack, from: .reserved, to: .packed, by: lend, records: "exhibits.packed")
        lines += W.on(.unpack, from: .packed, to: .reserved, by: lend, records: "exhibits.unpacked")
        lines += W.on(.send, from: .packed, to: .underWay, by: lend, records: "exhibits.sent")
        lines += W.on(.accept, from: .underWay, to: .accepted, by: borrow, records: "exhibits.accepted")
        lines += W.on(.open, from: .accepted, to: .inUse, by: borrow, records: "exhibits.opened")
        lines += W.on(.giveBack, from: .accepted, .inUse, to: .returned, by: borrow, records: "exhibits.returned")
        lines += W.on(.inspect, from: .returned, to: .inspected, by: lend, records: "exhibits.inspected")
        return W(of: Phrase("这次借展", "This loan"), begins: .asked, lines)
    }()
}
