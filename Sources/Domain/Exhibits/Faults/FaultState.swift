import Access
import Kernel
import Storage
import Workflow

/// How far the repair of something has come.
enum FaultState: String, WorkflowWord, SQLConvertible {
    case open, repairing, waiting, mended
    case writtenOff = "written-off"
    case dismissed

    var title: Phrase {
        switch self {
        case .open: Phrase("已报修", "Reported")
        case .repairing: Phrase("维修中", "Being repaired")
        case .waiting: Phrase("等配件", "Waiting for parts")
        case .mended: Phrase("已修好", "Mended")
        case .writtenOff: Phrase("报废", "Written off")
        case .dismissed: Phrase("查无故障", "Nothing wrong")
        }
    }

    var isOver: Bool { [.mended, .writtenOff, .dismissed].contains(self) }
}

enum FaultEvent: String, WorkflowWord {
    case start, wait, mend
    case writeOff = "write-off"
    case dismiss

    var title: Phrase {
        switch self {
        case .start: Phrase("开始维修", "Begin the repair")
        case .wait: Phrase("等配件", "Wait for parts")
        case .mend: Phrase("修好了", "It is mended")
        case .writeOff: Phrase("报废", "Write it off")
        case .dismiss: Phrase("查无故障", "Nothing is wrong")
        }
    }
}

extension Fault {
    /// The life of a fault ticket; drawn in `docs/workflows.md`.
    static let workflow: Workflow<FaultState, FaultEvent> = {
        typealias W = Workflow<FaultState, FaultEvent>
        let keep = Exhibits.keep.name
        var lines = W.on(.start, from: .open, .waiting, to: .repairing, by: keep, records: "exhibits.repair-begun")
        lines += W.on(.wait, from: .open, .repairing, to: .waiting, by: keep, records: "exhibits.repair-waits")
        lines += W.on(.mend, from: .open, .repairing, .waiting, to: .mended, by: keep, records: "exhibits.mended")
        lines += W.on(.writeOff, from: .open, .repairing, .waiting, to: .writtenOff, by: keep, records: "exhibits.written-off")
        lines += W.on(.dismiss, from: .open, to: .dismissed, by: keep, records: "exhibits.fault-dismissed")
        return W(of: Phrase("这张故障单", "This fault"), begins: .open, lines)
    }()
}
