import type { System } from '../../../demo/ddl/table-definition';

/** SQL text of "nothing is written there", or only what stands for nothing. */
const nothing = (column: string): string => `(${column} is null or trim(${column}) in ('', '无', '13000000000', '散客'))`;
const failed = (condition: string): string => `sum(case when ${condition} then 1 else 0 end)`;

/** For each system the checks of mandatory fields and those that fail, in plain SQL over its own tables. */
export const COMPLETENESS_SQL: Readonly<Record<System, string>> = {
  finance: `select 4 * count(*) + ${failed("CUST_CLS <> '02'")} as checked,
    ${failed(nothing('CUST_NM'))} + ${failed(`${nothing('TEL')} and ${nothing('MOB')}`)} + ${failed(nothing('ADDR'))}
    + ${failed('CRT_DT in (0, 99991231, 19000101)')} + ${failed(`CUST_CLS <> '02' and ${nothing('TAX_NO')}`)} as failed
    from AR_CUST where DEL_FLG <> 'X'`,
  sales: `select 4 * count(*) + 2 * ${failed('FTypeID <> 2')} as checked,
    ${failed(nothing('FName'))} + ${failed(`${nothing('FPhone')} and ${nothing('FMobile')}`)} + ${failed(nothing('FAddress'))}
    + ${failed('FCreateDate is null')} + ${failed(`FTypeID <> 2 and ${nothing('FTaxRegNo')}`)}
    + ${failed('FTypeID <> 2 and not exists (select 1 from t_SubMes m where m.FTypeID = 101 and m.FInterID = c.FTradeID)')} as failed
    from t_Cust c where FDeleted = 0`,
  tickets: `select 3 * count(*) as checked,
    ${failed(`${nothing('uname')} and ${nothing('company')}`)} + ${failed(nothing('mobile'))} + ${failed('regtime = 0')} as failed
    from hd_user where status = 1`,
  pms: `select 4 * count(*) as checked,
    ${failed(nothing('name'))} + ${failed(`${nothing('phone')} and ${nothing('mobile')}`)} + ${failed(nothing('street'))}
    + ${failed('crttime is null')} as failed
    from guest where sta <> 'X'`,
};
