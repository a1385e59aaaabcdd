import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

extension Transaction {
    /// Tells the office that an expert who holds a seat has declared a tie to the applicant; the letter names neither.
    func tellOfConflict(on application: ID<Application>, _ call: Call, _ scheme: SchemeRecord) throws {
        let name = call.name.phrase, path = "/desk/calls/\(call.key)/applications/\(application.text)"
        try tellAll(.organiser, of: scheme.authorityID) {
            CallLetter(
                CallLetter.office, Phrase("评审席位有回避关系：\(name.zh)", "A conflict came up: \(name.en)"),
                Phrase(
                    "“\(name.zh)”中有一位评审专家登记了与申报单位的回避关系，其评分不再计入。请打开这份申报，为这个席位更换专家。",
                    "In “\(name.en)” an expert has noted a tie to the applicant, and their sheet counts no more. Open the application and give the seat to another."),
                at: path)
        }
    }
}
