/* Written by scripts/compile-config-schema.mjs: do not edit. */
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","title":"Config of bucketlint","description":"a map of settings","type":"object","additionalProperties":false,"properties":{"$schema":{"description":"what editors know the settings by","type":"string"},"extends":{"description":"the relative path of a config that this one builds on, or a list of them","anyOf":[{"description":"a path","type":"string","pattern":"\\S"},{"description":"a list of paths","type":"array","items":{"description":"a path","type":"string","pattern":"\\S"}}]},"preset":{"description":"recommended, strict, or the rules of a standard: security-hub, cis, nist, pci-dss","type":"string","enum":["recommended","strict","security-hub","cis","nist","pci-dss"]},"rules":{"description":"a map of ids of rules to what is done with them","type":"object","additionalProperties":{"description":"off, a severity or a map with one","anyOf":[{"description":"off or a severity","type":"string","enum":["off","critical","high","medium","low","info"]},{"description":"a map with severity","type":"object","properties":{"severity":{"description":"critical, high, medium, low or info","type":"string","enum":["critical","high","medium","low","info"]}},"minProperties":1,"additionalProperties":false}]}},"ignore":{"description":"a list of globs","type":"array","maxItems":1000,"items":{"description":"a glob of at most 256 characters, with / between folders","type":"string","pattern":"^[^\\\\]{1,256}$"}},"overrides":{"description":"a list of settings for some files","type":"array","items":{"description":"a map of settings with files","type":"object","properties":{"files":{"description":"a list of globs","type":"array","maxItems":1000,"items":{"description":"a glob of at most 256 characters, with / between folders","type":"string","pattern":"^[^\\\\]{1,256}$"}},"preset":{"description":"recommended, strict, or the rules of a standard: security-hub, cis, nist, pci-dss","type":"string","enum":["recommended","strict","security-hub","cis","nist","pci-dss"]},"rules":{"description":"a map of ids of rules to what is done with them","type":"object","additionalProperties":{"description":"off, a severity or a map with one","anyOf":[{"description":"off or a severity","type":"string","enum":["off","critical","high","medium","low","info"]},{"description":"a map with severity","type":"object","properties":{"severity":{"description":"critical, high, medium, low or info","type":"string","enum":["critical","high","medium","low","info"]}},"minProperties":1,"additionalProperties":false}]}},"region":{"description":"a region such as eu-central-1","type":"string","pattern":"^[a-z]{2,}(-[a-z]+)+-[0-9]+$"},"account":{"description":"the 12 digits of an account id","type":"string","pattern":"^[0-9]{12}$"},"params":{"description":"a map of names of parameters to their values","type":"object","additionalProperties":{"description":"the value of a parameter","type":"string"}}},"required":["files"],"additionalProperties":false}},"region":{"description":"a region such as eu-central-1","type":"string","pattern":"^[a-z]{2,}(-[a-z]+)+-[0-9]+$"},"account":{"description":"the 12 digits of an account id","type":"string","pattern":"^[0-9]{12}$"},"params":{"description":"a map of names of parameters to their values","type":"object","additionalProperties":{"description":"the value of a parameter","type":"string"}},"trustedAccounts":{"description":"a list of account ids","type":"array","items":{"description":"the 12 digits of an account id","type":"string","pattern":"^[0-9]{12}$"}},"trustedOrganizations":{"description":"a list of organization ids","type":"array","items":{"description":"an organization id such as o-a1b2c3d4e5","type":"string","pattern":"^o-[a-z0-9]{10,32}$"}},"workloads":{"description":"a map of buckets to their load, each by name, logical id, Terraform address or a glob of these","type":"object","additionalProperties":{"description":"a map with puts, gets or prefixes","type":"object","properties":{"puts":{"description":"a number of requests per second","type":"number","minimum":0},"gets":{"description":"a number of requests per second","type":"number","minimum":0},"prefixes":{"description":"how many prefixes share the load","type":"integer","minimum":1}},"additionalProperties":false}},"lockedRules":{"description":"a list of ids of rules","type":"array","items":{"description":"the id of a rule","type":"string","pattern":"^[A-Za-z0-9-]{1,100}$"}},"suppressions":{"description":"a list of suppressions","type":"array","items":{"description":"a map with rules and a reason","type":"object","properties":{"rules":{"description":"a list of ids of rules","type":"array","items":{"description":"the id of a rule","type":"string","pattern":"^[A-Za-z0-9-]{1,100}$"}},"addresses":{"description":"a list of globs","type":"array","maxItems":1000,"items":{"description":"a glob of at most 256 characters","type":"string","pattern":"^[^]{1,256}$"}},"files":{"description":"a list of globs","type":"array","maxItems":1000,"items":{"description":"a glob of at most 256 characters, with / between folders","type":"string","pattern":"^[^\\\\]{1,256}$"}},"reason":{"description":"a reason","type":"string","pattern":"\\S"},"until":{"description":"the last day, such as 2027-01-31","type":"string"}},"required":["rules","reason"],"additionalProperties":false}},"failOn":{"description":"a severity or never","type":"string","enum":["critical","high","medium","low","info","never"]},"baseline":{"description":"a path","type":"string","pattern":"\\S"},"customRules":{"description":"a list of folders","type":"array","items":{"description":"a path","type":"string","pattern":"\\S"}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("\\S", "u");
const pattern2 = new RegExp("^[^\\\\]{1,256}$", "u");
const pattern4 = new RegExp("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", "u");
const pattern5 = new RegExp("^[0-9]{12}$", "u");
const pattern9 = new RegExp("^o-[a-z0-9]{10,32}$", "u");
const pattern10 = new RegExp("^[A-Za-z0-9-]{1,100}$", "u");
const pattern12 = new RegExp("^[^]{1,256}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.$schema !== undefined){
let data0 = data.$schema;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["$schema"] = coerced0;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.extends !== undefined){
let data1 = data.extends;
const _errs4 = errors;
const _errs5 = errors;
let valid1 = false;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err0 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["extends"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err1 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/anyOf/0/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data1)){
var valid2 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs10 = errors;
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err2 = {instancePath:instancePath+"/extends/" + i0,schemaPath:"#/properties/extends/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i0] = coerced2;
}
}
}
if(errors === _errs10){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err3 = {instancePath:instancePath+"/extends/" + i0,schemaPath:"#/properties/extends/anyOf/1/items/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
else {
const err4 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err5 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
validate10.errors = vErrors;
return false;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.preset !== undefined){
let data3 = data.preset;
const _errs12 = errors;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/preset",schemaPath:"#/properties/preset/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["preset"] = coerced3;
}
}
}
if(!((((((data3 === "recommended") || (data3 === "strict")) || (data3 === "security-hub")) || (data3 === "cis")) || (data3 === "nist")) || (data3 === "pci-dss"))){
validate10.errors = [{instancePath:instancePath+"/preset",schemaPath:"#/properties/preset/enum",keyword:"enum",params:{allowedValues: schema11.properties.preset.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rules !== undefined){
let data4 = data.rules;
const _errs14 = errors;
if(errors === _errs14){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
let data5 = data4[key1];
const _errs17 = errors;
const _errs18 = errors;
let valid4 = false;
const _errs19 = errors;
if(typeof data5 !== "string"){
let dataType4 = typeof data5;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data5;
}
else if(data5 === null){
coerced4 = "";
}
else {
const err6 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced4 !== undefined){
data5 = coerced4;
if(data4 !== undefined){
data4[key1] = coerced4;
}
}
}
if(!((((((data5 === "off") || (data5 === "critical")) || (data5 === "high")) || (data5 === "medium")) || (data5 === "low")) || (data5 === "info"))){
const err7 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.additionalProperties.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid1 = _errs19 === errors;
valid4 = valid4 || _valid1;
if(!valid4){
const _errs21 = errors;
if(errors === _errs21){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err8 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
const _errs23 = errors;
for(const key2 in data5){
if(!(key2 === "severity")){
const err9 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
break;
}
}
if(_errs23 === errors){
if(data5.severity !== undefined){
let data6 = data5.severity;
if(typeof data6 !== "string"){
let dataType5 = typeof data6;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data6;
}
else if(data6 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/rules/additionalProperties/anyOf/1/properties/severity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data6 = coerced5;
if(data5 !== undefined){
data5["severity"] = coerced5;
}
}
}
if(!(((((data6 === "critical") || (data6 === "high")) || (data6 === "medium")) || (data6 === "low")) || (data6 === "info"))){
const err11 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/rules/additionalProperties/anyOf/1/properties/severity/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.additionalProperties.anyOf[1].properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid1 = _errs21 === errors;
valid4 = valid4 || _valid1;
}
if(!valid4){
const err13 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
validate10.errors = vErrors;
return false;
}
else {
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
}
var valid3 = _errs17 === errors;
if(!valid3){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ignore !== undefined){
let data7 = data.ignore;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data7)){
if(data7.length > 1000){
validate10.errors = [{instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
var valid6 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
const _errs28 = errors;
if(typeof data8 !== "string"){
let dataType6 = typeof data8;
let coerced6 = undefined;
if(!(coerced6 !== undefined)){
if(dataType6 == "number" || dataType6 == "boolean"){
coerced6 = "" + data8;
}
else if(data8 === null){
coerced6 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced6 !== undefined){
data8 = coerced6;
if(data7 !== undefined){
data7[i1] = coerced6;
}
}
}
if(errors === _errs28){
if(typeof data8 === "string"){
if(!pattern2.test(data8)){
validate10.errors = [{instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/pattern",keyword:"pattern",params:{pattern: "^[^\\\\]{1,256}$"},message:"must match pattern \""+"^[^\\\\]{1,256}$"+"\""}];
return false;
}
}
}
var valid6 = _errs28 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.overrides !== undefined){
let data9 = data.overrides;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data9)){
var valid7 = true;
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
const _errs32 = errors;
if(errors === _errs32){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing0;
if((data10.files === undefined) && (missing0 = "files")){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs34 = errors;
for(const key3 in data10){
if(!((((((key3 === "files") || (key3 === "preset")) || (key3 === "rules")) || (key3 === "region")) || (key3 === "account")) || (key3 === "params"))){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs34 === errors){
if(data10.files !== undefined){
let data11 = data10.files;
const _errs35 = errors;
if(errors === _errs35){
if(Array.isArray(data11)){
if(data11.length > 1000){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/files",schemaPath:"#/properties/overrides/items/properties/files/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
var valid9 = true;
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
const _errs37 = errors;
if(typeof data12 !== "string"){
let dataType7 = typeof data12;
let coerced7 = undefined;
if(!(coerced7 !== undefined)){
if(dataType7 == "number" || dataType7 == "boolean"){
coerced7 = "" + data12;
}
else if(data12 === null){
coerced7 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/files/" + i3,schemaPath:"#/properties/overrides/items/properties/files/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced7 !== undefined){
data12 = coerced7;
if(data11 !== undefined){
data11[i3] = coerced7;
}
}
}
if(errors === _errs37){
if(typeof data12 === "string"){
if(!pattern2.test(data12)){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/files/" + i3,schemaPath:"#/properties/overrides/items/properties/files/items/pattern",keyword:"pattern",params:{pattern: "^[^\\\\]{1,256}$"},message:"must match pattern \""+"^[^\\\\]{1,256}$"+"\""}];
return false;
}
}
}
var valid9 = _errs37 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/files",schemaPath:"#/properties/overrides/items/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid8 = _errs35 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data10.preset !== undefined){
let data13 = data10.preset;
const _errs39 = errors;
if(typeof data13 !== "string"){
let dataType8 = typeof data13;
let coerced8 = undefined;
if(!(coerced8 !== undefined)){
if(dataType8 == "number" || dataType8 == "boolean"){
coerced8 = "" + data13;
}
else if(data13 === null){
coerced8 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/preset",schemaPath:"#/properties/overrides/items/properties/preset/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced8 !== undefined){
data13 = coerced8;
if(data10 !== undefined){
data10["preset"] = coerced8;
}
}
}
if(!((((((data13 === "recommended") || (data13 === "strict")) || (data13 === "security-hub")) || (data13 === "cis")) || (data13 === "nist")) || (data13 === "pci-dss"))){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/preset",schemaPath:"#/properties/overrides/items/properties/preset/enum",keyword:"enum",params:{allowedValues: schema11.properties.overrides.items.properties.preset.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid8 = _errs39 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data10.rules !== undefined){
let data14 = data10.rules;
const _errs41 = errors;
if(errors === _errs41){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key4 in data14){
let data15 = data14[key4];
const _errs44 = errors;
const _errs45 = errors;
let valid11 = false;
const _errs46 = errors;
if(typeof data15 !== "string"){
let dataType9 = typeof data15;
let coerced9 = undefined;
if(!(coerced9 !== undefined)){
if(dataType9 == "number" || dataType9 == "boolean"){
coerced9 = "" + data15;
}
else if(data15 === null){
coerced9 = "";
}
else {
const err14 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(coerced9 !== undefined){
data15 = coerced9;
if(data14 !== undefined){
data14[key4] = coerced9;
}
}
}
if(!((((((data15 === "off") || (data15 === "critical")) || (data15 === "high")) || (data15 === "medium")) || (data15 === "low")) || (data15 === "info"))){
const err15 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.overrides.items.properties.rules.additionalProperties.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid2 = _errs46 === errors;
valid11 = valid11 || _valid2;
if(!valid11){
const _errs48 = errors;
if(errors === _errs48){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length < 1){
const err16 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
const _errs50 = errors;
for(const key5 in data15){
if(!(key5 === "severity")){
const err17 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
break;
}
}
if(_errs50 === errors){
if(data15.severity !== undefined){
let data16 = data15.severity;
if(typeof data16 !== "string"){
let dataType10 = typeof data16;
let coerced10 = undefined;
if(!(coerced10 !== undefined)){
if(dataType10 == "number" || dataType10 == "boolean"){
coerced10 = "" + data16;
}
else if(data16 === null){
coerced10 = "";
}
else {
const err18 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/1/properties/severity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(coerced10 !== undefined){
data16 = coerced10;
if(data15 !== undefined){
data15["severity"] = coerced10;
}
}
}
if(!(((((data16 === "critical") || (data16 === "high")) || (data16 === "medium")) || (data16 === "low")) || (data16 === "info"))){
const err19 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/1/properties/severity/enum",keyword:"enum",params:{allowedValues: schema11.properties.overrides.items.properties.rules.additionalProperties.anyOf[1].properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
}
}
else {
const err20 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var _valid2 = _errs48 === errors;
valid11 = valid11 || _valid2;
}
if(!valid11){
const err21 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/rules/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
validate10.errors = vErrors;
return false;
}
else {
errors = _errs45;
if(vErrors !== null){
if(_errs45){
vErrors.length = _errs45;
}
else {
vErrors = null;
}
}
}
var valid10 = _errs44 === errors;
if(!valid10){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/rules",schemaPath:"#/properties/overrides/items/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid8 = _errs41 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data10.region !== undefined){
let data17 = data10.region;
const _errs53 = errors;
if(typeof data17 !== "string"){
let dataType11 = typeof data17;
let coerced11 = undefined;
if(!(coerced11 !== undefined)){
if(dataType11 == "number" || dataType11 == "boolean"){
coerced11 = "" + data17;
}
else if(data17 === null){
coerced11 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/region",schemaPath:"#/properties/overrides/items/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced11 !== undefined){
data17 = coerced11;
if(data10 !== undefined){
data10["region"] = coerced11;
}
}
}
if(errors === _errs53){
if(typeof data17 === "string"){
if(!pattern4.test(data17)){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/region",schemaPath:"#/properties/overrides/items/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z]{2,}(-[a-z]+)+-[0-9]+$"},message:"must match pattern \""+"^[a-z]{2,}(-[a-z]+)+-[0-9]+$"+"\""}];
return false;
}
}
}
var valid8 = _errs53 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data10.account !== undefined){
let data18 = data10.account;
const _errs55 = errors;
if(typeof data18 !== "string"){
let dataType12 = typeof data18;
let coerced12 = undefined;
if(!(coerced12 !== undefined)){
if(dataType12 == "number" || dataType12 == "boolean"){
coerced12 = "" + data18;
}
else if(data18 === null){
coerced12 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/account",schemaPath:"#/properties/overrides/items/properties/account/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced12 !== undefined){
data18 = coerced12;
if(data10 !== undefined){
data10["account"] = coerced12;
}
}
}
if(errors === _errs55){
if(typeof data18 === "string"){
if(!pattern5.test(data18)){
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/account",schemaPath:"#/properties/overrides/items/properties/account/pattern",keyword:"pattern",params:{pattern: "^[0-9]{12}$"},message:"must match pattern \""+"^[0-9]{12}$"+"\""}];
return false;
}
}
}
var valid8 = _errs55 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data10.params !== undefined){
let data19 = data10.params;
const _errs57 = errors;
if(errors === _errs57){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key6 in data19){
let data20 = data19[key6];
const _errs60 = errors;
if(typeof data20 !== "string"){
let dataType13 = typeof data20;
let coerced13 = undefined;
if(!(coerced13 !== undefined)){
if(dataType13 == "number" || dataType13 == "boolean"){
coerced13 = "" + data20;
}
else if(data20 === null){
coerced13 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/params/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/overrides/items/properties/params/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced13 !== undefined){
data20 = coerced13;
if(data19 !== undefined){
data19[key6] = coerced13;
}
}
}
var valid13 = _errs60 === errors;
if(!valid13){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2+"/params",schemaPath:"#/properties/overrides/items/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid8 = _errs57 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs32 === errors;
if(!valid7){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/overrides",schemaPath:"#/properties/overrides/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.region !== undefined){
let data21 = data.region;
const _errs62 = errors;
if(typeof data21 !== "string"){
let dataType14 = typeof data21;
let coerced14 = undefined;
if(!(coerced14 !== undefined)){
if(dataType14 == "number" || dataType14 == "boolean"){
coerced14 = "" + data21;
}
else if(data21 === null){
coerced14 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/region",schemaPath:"#/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced14 !== undefined){
data21 = coerced14;
if(data !== undefined){
data["region"] = coerced14;
}
}
}
if(errors === _errs62){
if(typeof data21 === "string"){
if(!pattern4.test(data21)){
validate10.errors = [{instancePath:instancePath+"/region",schemaPath:"#/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z]{2,}(-[a-z]+)+-[0-9]+$"},message:"must match pattern \""+"^[a-z]{2,}(-[a-z]+)+-[0-9]+$"+"\""}];
return false;
}
}
}
var valid0 = _errs62 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data22 = data.account;
const _errs64 = errors;
if(typeof data22 !== "string"){
let dataType15 = typeof data22;
let coerced15 = undefined;
if(!(coerced15 !== undefined)){
if(dataType15 == "number" || dataType15 == "boolean"){
coerced15 = "" + data22;
}
else if(data22 === null){
coerced15 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/account",schemaPath:"#/properties/account/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced15 !== undefined){
data22 = coerced15;
if(data !== undefined){
data["account"] = coerced15;
}
}
}
if(errors === _errs64){
if(typeof data22 === "string"){
if(!pattern5.test(data22)){
validate10.errors = [{instancePath:instancePath+"/account",schemaPath:"#/properties/account/pattern",keyword:"pattern",params:{pattern: "^[0-9]{12}$"},message:"must match pattern \""+"^[0-9]{12}$"+"\""}];
return false;
}
}
}
var valid0 = _errs64 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.params !== undefined){
let data23 = data.params;
const _errs66 = errors;
if(errors === _errs66){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key7 in data23){
let data24 = data23[key7];
const _errs69 = errors;
if(typeof data24 !== "string"){
let dataType16 = typeof data24;
let coerced16 = undefined;
if(!(coerced16 !== undefined)){
if(dataType16 == "number" || dataType16 == "boolean"){
coerced16 = "" + data24;
}
else if(data24 === null){
coerced16 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/params/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/params/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced16 !== undefined){
data24 = coerced16;
if(data23 !== undefined){
data23[key7] = coerced16;
}
}
}
var valid14 = _errs69 === errors;
if(!valid14){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/params",schemaPath:"#/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs66 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trustedAccounts !== undefined){
let data25 = data.trustedAccounts;
const _errs71 = errors;
if(errors === _errs71){
if(Array.isArray(data25)){
var valid15 = true;
const len4 = data25.length;
for(let i4=0; i4<len4; i4++){
let data26 = data25[i4];
const _errs73 = errors;
if(typeof data26 !== "string"){
let dataType17 = typeof data26;
let coerced17 = undefined;
if(!(coerced17 !== undefined)){
if(dataType17 == "number" || dataType17 == "boolean"){
coerced17 = "" + data26;
}
else if(data26 === null){
coerced17 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedAccounts/" + i4,schemaPath:"#/properties/trustedAccounts/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced17 !== undefined){
data26 = coerced17;
if(data25 !== undefined){
data25[i4] = coerced17;
}
}
}
if(errors === _errs73){
if(typeof data26 === "string"){
if(!pattern5.test(data26)){
validate10.errors = [{instancePath:instancePath+"/trustedAccounts/" + i4,schemaPath:"#/properties/trustedAccounts/items/pattern",keyword:"pattern",params:{pattern: "^[0-9]{12}$"},message:"must match pattern \""+"^[0-9]{12}$"+"\""}];
return false;
}
}
}
var valid15 = _errs73 === errors;
if(!valid15){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedAccounts",schemaPath:"#/properties/trustedAccounts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trustedOrganizations !== undefined){
let data27 = data.trustedOrganizations;
const _errs75 = errors;
if(errors === _errs75){
if(Array.isArray(data27)){
var valid16 = true;
const len5 = data27.length;
for(let i5=0; i5<len5; i5++){
let data28 = data27[i5];
const _errs77 = errors;
if(typeof data28 !== "string"){
let dataType18 = typeof data28;
let coerced18 = undefined;
if(!(coerced18 !== undefined)){
if(dataType18 == "number" || dataType18 == "boolean"){
coerced18 = "" + data28;
}
else if(data28 === null){
coerced18 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedOrganizations/" + i5,schemaPath:"#/properties/trustedOrganizations/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced18 !== undefined){
data28 = coerced18;
if(data27 !== undefined){
data27[i5] = coerced18;
}
}
}
if(errors === _errs77){
if(typeof data28 === "string"){
if(!pattern9.test(data28)){
validate10.errors = [{instancePath:instancePath+"/trustedOrganizations/" + i5,schemaPath:"#/properties/trustedOrganizations/items/pattern",keyword:"pattern",params:{pattern: "^o-[a-z0-9]{10,32}$"},message:"must match pattern \""+"^o-[a-z0-9]{10,32}$"+"\""}];
return false;
}
}
}
var valid16 = _errs77 === errors;
if(!valid16){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedOrganizations",schemaPath:"#/properties/trustedOrganizations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.workloads !== undefined){
let data29 = data.workloads;
const _errs79 = errors;
if(errors === _errs79){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key8 in data29){
let data30 = data29[key8];
const _errs82 = errors;
if(errors === _errs82){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
const _errs84 = errors;
for(const key9 in data30){
if(!(((key9 === "puts") || (key9 === "gets")) || (key9 === "prefixes"))){
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/workloads/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs84 === errors){
if(data30.puts !== undefined){
let data31 = data30.puts;
const _errs85 = errors;
if(!((typeof data31 == "number") && (isFinite(data31)))){
let dataType19 = typeof data31;
let coerced19 = undefined;
if(!(coerced19 !== undefined)){
if(dataType19 == "boolean" || data31 === null
              || (dataType19 == "string" && data31 && data31 == +data31)){
coerced19 = +data31;
}
else {
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/puts",schemaPath:"#/properties/workloads/additionalProperties/properties/puts/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
if(coerced19 !== undefined){
data31 = coerced19;
if(data30 !== undefined){
data30["puts"] = coerced19;
}
}
}
if(errors === _errs85){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 < 0 || isNaN(data31)){
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/puts",schemaPath:"#/properties/workloads/additionalProperties/properties/puts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid18 = _errs85 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data30.gets !== undefined){
let data32 = data30.gets;
const _errs87 = errors;
if(!((typeof data32 == "number") && (isFinite(data32)))){
let dataType20 = typeof data32;
let coerced20 = undefined;
if(!(coerced20 !== undefined)){
if(dataType20 == "boolean" || data32 === null
              || (dataType20 == "string" && data32 && data32 == +data32)){
coerced20 = +data32;
}
else {
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/gets",schemaPath:"#/properties/workloads/additionalProperties/properties/gets/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
if(coerced20 !== undefined){
data32 = coerced20;
if(data30 !== undefined){
data30["gets"] = coerced20;
}
}
}
if(errors === _errs87){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 0 || isNaN(data32)){
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/gets",schemaPath:"#/properties/workloads/additionalProperties/properties/gets/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid18 = _errs87 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data30.prefixes !== undefined){
let data33 = data30.prefixes;
const _errs89 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
let dataType21 = typeof data33;
let coerced21 = undefined;
if(!(coerced21 !== undefined)){
if(dataType21 === "boolean" || data33 === null
              || (dataType21 === "string" && data33 && data33 == +data33 && !(data33 % 1))){
coerced21 = +data33;
}
else {
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefixes",schemaPath:"#/properties/workloads/additionalProperties/properties/prefixes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced21 !== undefined){
data33 = coerced21;
if(data30 !== undefined){
data30["prefixes"] = coerced21;
}
}
}
if(errors === _errs89){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 1 || isNaN(data33)){
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefixes",schemaPath:"#/properties/workloads/additionalProperties/properties/prefixes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid18 = _errs89 === errors;
}
else {
var valid18 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/workloads/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/workloads/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid17 = _errs82 === errors;
if(!valid17){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/workloads",schemaPath:"#/properties/workloads/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs79 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lockedRules !== undefined){
let data34 = data.lockedRules;
const _errs91 = errors;
if(errors === _errs91){
if(Array.isArray(data34)){
var valid19 = true;
const len6 = data34.length;
for(let i6=0; i6<len6; i6++){
let data35 = data34[i6];
const _errs93 = errors;
if(typeof data35 !== "string"){
let dataType22 = typeof data35;
let coerced22 = undefined;
if(!(coerced22 !== undefined)){
if(dataType22 == "number" || dataType22 == "boolean"){
coerced22 = "" + data35;
}
else if(data35 === null){
coerced22 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/lockedRules/" + i6,schemaPath:"#/properties/lockedRules/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced22 !== undefined){
data35 = coerced22;
if(data34 !== undefined){
data34[i6] = coerced22;
}
}
}
if(errors === _errs93){
if(typeof data35 === "string"){
if(!pattern10.test(data35)){
validate10.errors = [{instancePath:instancePath+"/lockedRules/" + i6,schemaPath:"#/properties/lockedRules/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9-]{1,100}$"},message:"must match pattern \""+"^[A-Za-z0-9-]{1,100}$"+"\""}];
return false;
}
}
}
var valid19 = _errs93 === errors;
if(!valid19){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/lockedRules",schemaPath:"#/properties/lockedRules/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.suppressions !== undefined){
let data36 = data.suppressions;
const _errs95 = errors;
if(errors === _errs95){
if(Array.isArray(data36)){
var valid20 = true;
const len7 = data36.length;
for(let i7=0; i7<len7; i7++){
let data37 = data36[i7];
const _errs97 = errors;
if(errors === _errs97){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
let missing1;
if(((data37.rules === undefined) && (missing1 = "rules")) || ((data37.reason === undefined) && (missing1 = "reason"))){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7,schemaPath:"#/properties/suppressions/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs99 = errors;
for(const key10 in data37){
if(!(((((key10 === "rules") || (key10 === "addresses")) || (key10 === "files")) || (key10 === "reason")) || (key10 === "until"))){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7,schemaPath:"#/properties/suppressions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs99 === errors){
if(data37.rules !== undefined){
let data38 = data37.rules;
const _errs100 = errors;
if(errors === _errs100){
if(Array.isArray(data38)){
var valid22 = true;
const len8 = data38.length;
for(let i8=0; i8<len8; i8++){
let data39 = data38[i8];
const _errs102 = errors;
if(typeof data39 !== "string"){
let dataType23 = typeof data39;
let coerced23 = undefined;
if(!(coerced23 !== undefined)){
if(dataType23 == "number" || dataType23 == "boolean"){
coerced23 = "" + data39;
}
else if(data39 === null){
coerced23 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/rules/" + i8,schemaPath:"#/properties/suppressions/items/properties/rules/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced23 !== undefined){
data39 = coerced23;
if(data38 !== undefined){
data38[i8] = coerced23;
}
}
}
if(errors === _errs102){
if(typeof data39 === "string"){
if(!pattern10.test(data39)){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/rules/" + i8,schemaPath:"#/properties/suppressions/items/properties/rules/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9-]{1,100}$"},message:"must match pattern \""+"^[A-Za-z0-9-]{1,100}$"+"\""}];
return false;
}
}
}
var valid22 = _errs102 === errors;
if(!valid22){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/rules",schemaPath:"#/properties/suppressions/items/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid21 = _errs100 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data37.addresses !== undefined){
let data40 = data37.addresses;
const _errs104 = errors;
if(errors === _errs104){
if(Array.isArray(data40)){
if(data40.length > 1000){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/addresses",schemaPath:"#/properties/suppressions/items/properties/addresses/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
var valid23 = true;
const len9 = data40.length;
for(let i9=0; i9<len9; i9++){
let data41 = data40[i9];
const _errs106 = errors;
if(typeof data41 !== "string"){
let dataType24 = typeof data41;
let coerced24 = undefined;
if(!(coerced24 !== undefined)){
if(dataType24 == "number" || dataType24 == "boolean"){
coerced24 = "" + data41;
}
else if(data41 === null){
coerced24 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/addresses/" + i9,schemaPath:"#/properties/suppressions/items/properties/addresses/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced24 !== undefined){
data41 = coerced24;
if(data40 !== undefined){
data40[i9] = coerced24;
}
}
}
if(errors === _errs106){
if(typeof data41 === "string"){
if(!pattern12.test(data41)){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/addresses/" + i9,schemaPath:"#/properties/suppressions/items/properties/addresses/items/pattern",keyword:"pattern",params:{pattern: "^[^]{1,256}$"},message:"must match pattern \""+"^[^]{1,256}$"+"\""}];
return false;
}
}
}
var valid23 = _errs106 === errors;
if(!valid23){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/addresses",schemaPath:"#/properties/suppressions/items/properties/addresses/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid21 = _errs104 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data37.files !== undefined){
let data42 = data37.files;
const _errs108 = errors;
if(errors === _errs108){
if(Array.isArray(data42)){
if(data42.length > 1000){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/files",schemaPath:"#/properties/suppressions/items/properties/files/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
var valid24 = true;
const len10 = data42.length;
for(let i10=0; i10<len10; i10++){
let data43 = data42[i10];
const _errs110 = errors;
if(typeof data43 !== "string"){
let dataType25 = typeof data43;
let coerced25 = undefined;
if(!(coerced25 !== undefined)){
if(dataType25 == "number" || dataType25 == "boolean"){
coerced25 = "" + data43;
}
else if(data43 === null){
coerced25 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/files/" + i10,schemaPath:"#/properties/suppressions/items/properties/files/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced25 !== undefined){
data43 = coerced25;
if(data42 !== undefined){
data42[i10] = coerced25;
}
}
}
if(errors === _errs110){
if(typeof data43 === "string"){
if(!pattern2.test(data43)){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/files/" + i10,schemaPath:"#/properties/suppressions/items/properties/files/items/pattern",keyword:"pattern",params:{pattern: "^[^\\\\]{1,256}$"},message:"must match pattern \""+"^[^\\\\]{1,256}$"+"\""}];
return false;
}
}
}
var valid24 = _errs110 === errors;
if(!valid24){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/files",schemaPath:"#/properties/suppressions/items/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid21 = _errs108 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data37.reason !== undefined){
let data44 = data37.reason;
const _errs112 = errors;
if(typeof data44 !== "string"){
let dataType26 = typeof data44;
let coerced26 = undefined;
if(!(coerced26 !== undefined)){
if(dataType26 == "number" || dataType26 == "boolean"){
coerced26 = "" + data44;
}
else if(data44 === null){
coerced26 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/reason",schemaPath:"#/properties/suppressions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced26 !== undefined){
data44 = coerced26;
if(data37 !== undefined){
data37["reason"] = coerced26;
}
}
}
if(errors === _errs112){
if(typeof data44 === "string"){
if(!pattern0.test(data44)){
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/reason",schemaPath:"#/properties/suppressions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""}];
return false;
}
}
}
var valid21 = _errs112 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data37.until !== undefined){
let data45 = data37.until;
const _errs114 = errors;
if(typeof data45 !== "string"){
let dataType27 = typeof data45;
let coerced27 = undefined;
if(!(coerced27 !== undefined)){
if(dataType27 == "number" || dataType27 == "boolean"){
coerced27 = "" + data45;
}
else if(data45 === null){
coerced27 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7+"/until",schemaPath:"#/properties/suppressions/items/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced27 !== undefined){
data45 = coerced27;
if(data37 !== undefined){
data37["until"] = coerced27;
}
}
}
var valid21 = _errs114 === errors;
}
else {
var valid21 = true;
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions/" + i7,schemaPath:"#/properties/suppressions/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid20 = _errs97 === errors;
if(!valid20){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/suppressions",schemaPath:"#/properties/suppressions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs95 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failOn !== undefined){
let data46 = data.failOn;
const _errs116 = errors;
if(typeof data46 !== "string"){
let dataType28 = typeof data46;
let coerced28 = undefined;
if(!(coerced28 !== undefined)){
if(dataType28 == "number" || dataType28 == "boolean"){
coerced28 = "" + data46;
}
else if(data46 === null){
coerced28 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/failOn",schemaPath:"#/properties/failOn/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced28 !== undefined){
data46 = coerced28;
if(data !== undefined){
data["failOn"] = coerced28;
}
}
}
if(!((((((data46 === "critical") || (data46 === "high")) || (data46 === "medium")) || (data46 === "low")) || (data46 === "info")) || (data46 === "never"))){
validate10.errors = [{instancePath:instancePath+"/failOn",schemaPath:"#/properties/failOn/enum",keyword:"enum",params:{allowedValues: schema11.properties.failOn.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs116 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.baseline !== undefined){
let data47 = data.baseline;
const _errs118 = errors;
if(typeof data47 !== "string"){
let dataType29 = typeof data47;
let coerced29 = undefined;
if(!(coerced29 !== undefined)){
if(dataType29 == "number" || dataType29 == "boolean"){
coerced29 = "" + data47;
}
else if(data47 === null){
coerced29 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced29 !== undefined){
data47 = coerced29;
if(data !== undefined){
data["baseline"] = coerced29;
}
}
}
if(errors === _errs118){
if(typeof data47 === "string"){
if(!pattern0.test(data47)){
validate10.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""}];
return false;
}
}
}
var valid0 = _errs118 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.customRules !== undefined){
let data48 = data.customRules;
const _errs120 = errors;
if(errors === _errs120){
if(Array.isArray(data48)){
var valid25 = true;
const len11 = data48.length;
for(let i11=0; i11<len11; i11++){
let data49 = data48[i11];
const _errs122 = errors;
if(typeof data49 !== "string"){
let dataType30 = typeof data49;
let coerced30 = undefined;
if(!(coerced30 !== undefined)){
if(dataType30 == "number" || dataType30 == "boolean"){
coerced30 = "" + data49;
}
else if(data49 === null){
coerced30 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/customRules/" + i11,schemaPath:"#/properties/customRules/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced30 !== undefined){
data49 = coerced30;
if(data48 !== undefined){
data48[i11] = coerced30;
}
}
}
if(errors === _errs122){
if(typeof data49 === "string"){
if(!pattern0.test(data49)){
validate10.errors = [{instancePath:instancePath+"/customRules/" + i11,schemaPath:"#/properties/customRules/items/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""}];
return false;
}
}
}
var valid25 = _errs122 === errors;
if(!valid25){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/customRules",schemaPath:"#/properties/customRules/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs120 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
