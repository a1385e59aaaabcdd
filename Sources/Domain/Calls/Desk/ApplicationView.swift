import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// An application to be read: who, for what, and every answer beside what the scheme asks and what the platform knows.
struct ApplicationView: Sendable {
    let application: Application
    let call: Call
    let scheme: SchemeRecord
    let unit: Organisation?
    let venue: Venue?
    let recommender: Organisation?
    let body: ApplicationBody
    let attachments: [Attachment]
    let known: KnownFigures?
    let remarks: [(field: String, says: String)]
    /// Whether the unit and the recommender are shown: not to experts where the review is blind.
    var isBlind = false

    /// The version that is shown: the present one unless another is named.
    let version: Int

    init(_ application: Application, in tx: Transaction, isBlind: Bool = false, version: Int? = nil) throws {
        guard let call = try tx.call(application.callID) else { throw Refusal.notFound(Call.noun) }
        (self.application, self.call, self.isBlind) = (application, call, isBlind)
        scheme = try tx.scheme(of: call)
        unit = try tx.organisation(application.organisationID)
        venue = try application.venueID.flatMap { try tx.venue($0) }
        recommender = try application.recommenderID.flatMap { try tx.organisation($0) }
        self.version = version ?? application.version
        body = try tx.body(of: application.id, version: self.version)
        attachments = try tx.attachments(of: application.id, version: self.version)
        remarks = try tx.remarks(on: application)
        let asks = scheme.scheme.fields(of: application).contains { $0.known != nil }
        let year = (call.year ?? tx.now.day(in: .china).year) - 1
        known = asks ? try KnownFigures(of: application.organisationID, venue: application.venueID, year: year, in: tx) : nil
    }

    var fields: [SchemeField] { scheme.scheme.fields(of: application) }

    var category: Wording? { application.category.flatMap { scheme.scheme.category($0)?.name } }

    func name(_ tongue: Tongue) -> String {
        isBlind ? application.blindCode : venue?.name(tongue) ?? unit?.name(tongue) ?? application.id.text
    }

    func html(_ visit: Visit) -> HTML {
        HTML {
            head(visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("申报内容", "What it says")) }
                dl(.class("facts")) { for field in fields { answer(field, visit) } }
            }
        }
    }

    private func head(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            if !isBlind {
                visit.fact(Phrase("申报单位", "Unit"), unit?.name(visit.language))
                visit.fact(Phrase("场馆", "Venue"), venue?.name(visit.language))
                visit.fact(Phrase("推荐单位", "Recommender"), recommender?.name(visit.language))
            }
            visit.fact(Phrase("类别", "Category"), category?(visit.language))
            visit.fact(Phrase("编号", "Number"), isBlind ? application.blindCode : application.number)
            if application.renewsID != nil { visit.fact(Phrase("续期", "Renewal"), visit.say(Phrase("简化申报", "Short form"))) }
            visit.fact(Phrase("版本", "Version"), String(version))
        }
    }

    @HTMLBuilder private func answer(_ field: SchemeField, _ visit: Visit) -> HTML {
        dt { visit.html(field.name) }
        dd {
            if isBlind, !field.isFitForBlind {
                span(.class("meta")) { visit.say(Phrase("盲评中不显示", "not shown in a blind review")) }
            } else if field.kind == .file {
                let files = attachments.filter { $0.field == field.key }
                if files.isEmpty { span(.class("meta")) { visit.say(Phrase("未上传", "nothing attached")) } }
                for (number, one) in files.enumerated() { PaperView(one, number: number + 1, isBlind: isBlind).html(visit) }
            } else if let text = body[field.key] {
                for line in text.split(whereSeparator: \.isNewline) { p { String(line) + (field.kind == .number ? " " + (field.unit?(visit.language) ?? "") : "") } }
            } else {
                span(.class("meta")) { visit.say(Phrase("未填", "not given")) }
            }
            beside(field, visit)
        }
    }

    /// The threshold, and what the platform's own records show.
    @HTMLBuilder private func beside(_ field: SchemeField, _ visit: Visit) -> HTML {
        let check = ThresholdCheck(field: field, declared: body.number(field.key), known: isBlind ? nil : field.known.flatMap { known?[$0] })
        if let least = field.atLeast {
            p(.class("meta")) {
                visit.say(Phrase("要求不少于 \(least)", "at least \(least) is asked"))
                if check.isMet == false { visit.say(Phrase("，未达到", "; not reached")) }
            }
        }
        if let number = check.known, let known {
            p(.class(check.exceedsRecords ? "remark" : "meta")) {
                visit.say(Phrase("平台记录（\(known.year)年）：\(number)", "the platform's records (\(known.year)): \(number)"))
                if check.exceedsRecords { visit.say(Phrase("，低于申报数，请说明来源", "; less than is declared: say where the rest is recorded")) }
            }
        }
    }
}
