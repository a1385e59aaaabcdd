import Kernel

extension Booking {
    /// What is said to whoever has just booked.
    var whatWasDone: Phrase {
        switch state {
        case .booked: Phrase("预约成功：\(party) 人。", "Booked for \(party).")
        case .held: Phrase("名额已为您保留：\(party) 人。请按下面的说明补齐资料。", "Places for \(party) are kept for you. Send what is missing, as said below.")
        case .requested: Phrase("已提交：\(party) 人，待主办单位确认。", "Asked for \(party); the host has to confirm.")
        default: Phrase("已加入候补：\(party) 人。", "On the waiting list for \(party).")
        }
    }
}
