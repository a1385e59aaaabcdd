import Declaration
import Language
import Venues

extension RoundRule {
    /// The rule as a file declares it; the shape has checked it.
    init(_ record: DeclaredRecord) throws {
        lots = try record.records("lots").map { try Lot($0) }
        criteria = try record.records("criteria").map { try Criterion($0) }
        questions = try record.records("questions").map { try Question($0) }
        lists = try record.records("lists").map { CountyList(key: $0.key, name: try $0.name("name"), counties: Set($0.texts("counties"))) }
        quota = try ProvinceQuota(try record.recordOrNil("quota"))
        mostPerUnit = try record.integerOrNil("most_per_unit")
        waitingList = try record.integerOrNil("waiting_list")
        ties = record.texts("ties")
        who = Eligibility(try record.recordOrNil("who"))
        daysForCorrection = try record.integerOrNil("days_for_correction") ?? 0
        appealWorkdays = try record.integerOrNil("appeal_workdays") ?? 5
        rules = try record.records("rules").map { try $0.name("text") }
    }
}

extension Lot {
    init(_ record: DeclaredRecord) throws {
        (key, name, resource) = (record.key, try record.name("name"), try record.textOrNil("resource"))
        (sets, price) = (try record.integerOrNil("sets") ?? 0, try record.integerOrNil("price"))
        levels = record.texts("levels").compactMap { UnitLevel(rawValue: $0) }
        needs = try record.nameOrNil("needs")
    }
}

extension Criterion {
    init(_ record: DeclaredRecord) throws {
        (key, name, weight) = (record.key, try record.name("name"), try record.integerOrNil("weight") ?? 0)
        let measure = try Measure(record)
        self.measure = measure
        scale = try Scale(record, for: measure)
    }
}

extension Measure {
    init(_ record: DeclaredRecord) throws {
        let question = try record.textOrNil("question")
        switch try record.choice("measure", Name.self) {
        case .declared: self = .declared(question: question ?? "")
        case .listed: self = .listed(list: try record.textOrNil("list") ?? "")
        case .noMuseum: self = .noMuseum
        case .activitiesHeld: self = .activitiesHeld
        case .firstTime: self = .firstTime
        case .yearsSince: self = .yearsSince(question: question)
        case .distance: self = .distance(question: question)
        case .vehicleWorn:
            self = .vehicleWorn(
                year: question ?? "", kilometres: try record.textOrNil("kilometres") ?? "", years: try record.integerOrNil("years") ?? 10,
                most: try record.integerOrNil("most_kilometres") ?? 100_000)
        }
    }
}

extension Scale {
    init(_ record: DeclaredRecord, for measure: Measure) throws {
        let steps = try record.records("steps").map { Step(atLeast: try $0.integer("at_least"), percent: try $0.integer("percent")) }
        if let from = try record.integerOrNil("from"), let to = try record.integerOrNil("to") {
            self = .linear(from: from, to: to)
        } else {
            self = steps.isEmpty ? .yes : .steps(steps.sorted { $0.atLeast < $1.atLeast })
        }
    }
}

extension Question {
    init(_ record: DeclaredRecord) throws {
        (key, name, kind) = (record.key, try record.name("name"), try record.choice("kind"))
        (unit, hint, isRequired) = (try record.nameOrNil("unit"), try record.nameOrNil("hint"), try record.booleanOrNil("required") ?? true)
    }
}

extension ProvinceQuota {
    init(_ record: DeclaredRecord?) throws {
        (mostPercent, most) = (try record?.integerOrNil("most_percent"), try record?.integerOrNil("most"))
        least = try record?.integerOrNil("least") ?? 0
        var others: [String: Other] = [:]
        for one in record?.records("provinces") ?? [] {
            others[try one.text("province")] = Other(most: try one.integerOrNil("most"), least: try one.integerOrNil("least"))
        }
        self.others = others
    }
}

extension Eligibility {
    init(_ record: DeclaredRecord?) {
        kinds = (record?.texts("kinds") ?? []).compactMap { Organisation.Kind(rawValue: $0) }
        levels = (record?.texts("levels") ?? []).compactMap { UnitLevel(rawValue: $0) }
        (regions, units) = (record?.texts("regions") ?? [], record?.texts("units") ?? [])
    }
}
